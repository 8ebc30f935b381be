"""What runs inside the Rasa process, and the `kiosk` command."""
