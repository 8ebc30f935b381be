"""The Rasa server with our one channel, on loopback: `python -m bot.assistant --model M --port P`."""

import argparse
import logging
import os
import warnings

from .places import ROOT


def main() -> None:
    """Serve a model until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--port", type=int, default=5005)
    arguments = parser.parse_args()
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    warnings.filterwarnings("ignore")
    os.chdir(ROOT)
    import structlog
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints
    from rasa.utils.common import configure_library_logging

    from .made_ready import make_ready

    make_ready()
    logging.basicConfig(level=logging.WARNING, format="assistant: %(levelname)s %(name)s: %(message)s")
    configure_library_logging()
    # Left alone, Rasa prints every message in full at level debug: people's words do not belong in a log.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    # The HTTP API stays off: the channel is the only door (CVE-2024-49375 came in through the other one).
    serve_application(
        model_path=arguments.model,
        interface="127.0.0.1",
        port=arguments.port,
        credentials="credentials.yml",
        endpoints=AvailableEndpoints.read_endpoints("endpoints.yml"),
        enable_api=False,
    )


if __name__ == "__main__":
    main()
