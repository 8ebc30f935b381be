"""`kiosk links check`: which addresses in the directory are dead, which refuse programs, which are slow or moved."""

import sys


def add_parser(commands) -> None:
    """`kiosk links check [--city ID] [--all]`, `kiosk links report [--city ID]`."""
    parser = commands.add_parser("links", help="addresses that newcomers are shown")
    steps = parser.add_subparsers(dest="step", required=True)
    check = steps.add_parser("check", help="ask for the addresses that are due")
    check.add_argument("--all", action="store_true", help="ask for every address, also those that answered lately")
    report = steps.add_parser("report", help="what the last checks found, without asking anybody")
    for step in (check, report):
        step.add_argument("--city", help="id of a city; else all")


def run(arguments) -> int:
    """Check and report; 1 where an address is dead, 2 for a city that does not exist."""
    from bot.cli.serve import django_ready

    django_ready()
    from services_directory.models import City
    from services_directory.upkeep import links

    if arguments.city and not City.objects.filter(pk=arguments.city).exists():
        known = ", ".join(City.objects.values_list("pk", flat=True))
        print(f"kiosk: there is no city {arguments.city}; there are: {known}", file=sys.stderr)
        return 2
    if arguments.step == "check":
        done = 0

        def tell(row) -> None:
            nonlocal done
            done += 1
            if sys.stderr.isatty():
                print(f"\r{done} addresses asked", end="", file=sys.stderr, flush=True)

        try:
            states = links.check(arguments.city, arguments.all, tell)
        except links.Offline:
            print("kiosk: no server answers; this machine seems to be offline, nothing was changed", file=sys.stderr)
            return 1
        if done and sys.stderr.isatty():
            print(file=sys.stderr)
        counts = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
        print(f"{done} addresses asked" + (f": {counts}" if counts else ": none was due"))
    return _report(arguments.city)


def _report(city: str | None) -> int:
    """One line an address that does not answer as it should, and where it stands; 1 where one is dead."""
    from services_directory.upkeep import links

    found = links.problems(city)
    for row, uses in found:
        why = links.reason(row)
        times = f" ({row.failures} in a row)" if row.failures else ""
        print(f"{row.state:8} {row.url}{times}" + (f"  {why}" if why else ""))
        if row.moved_to:
            print(f"         now at {row.moved_to}")
        places = "; ".join(f"{use.model} {use.label}" for use in uses[:3])
        print(f"         in {places}" + (f" and {len(uses) - 3} more" if len(uses) > 3 else ""))
    return 1 if any(row.state == "dead" for row, _ in found) else 0
