"""What databases are filled with: the demonstration, and on it a network of points and services."""

# A hromada of the demonstration.
HROMADA = "UA53080230000047239"
POINTS, SERVICES = 60, 200


def demonstration(base):
    """Fills a database with the demonstration region."""
    base.serve().stop()
    return base


def network(base):
    """The demonstration with points and services that give nothing yet."""
    demonstration(base)
    base.load("points", points(f"E{n}" for n in range(POINTS)))
    rows = (f"ES{n},Навчальна послуга {n},other\n" for n in range(SERVICES))
    base.load("services", "code,name,group\n" + "".join(rows))
    return base


def points(codes, name="ЦНАП"):
    """A table of points."""
    return "code,kind,hromada,name\n" + "".join(
        f"{code},cnap,{HROMADA},{name} {code}\n" for code in codes
    )


def offerings():
    """Everything each of them gives."""
    pairs = ((point, service) for point in range(POINTS) for service in range(SERVICES))
    rows = (f"E{point},ES{service},2022-01-01,зразок\n" for point, service in pairs)
    return "point,service,from,ground\n" + "".join(rows)
