"""The directory: services of the cities, guidance, and the read API. Knows neither conversations nor enquiries."""
