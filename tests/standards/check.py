"""Asks a running server by each standard and validates what it says.

check.py ADDRESS STANDARDS [TERRITORY]
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import urllib.request

import jsonschema
import pyshacl
import rdflib
import referencing

address, standards = sys.argv[1], pathlib.Path(sys.argv[2])
territory = sys.argv[3] if len(sys.argv) > 3 else None
faults = []


def fetch(path, accept=None):
    request = urllib.request.Request(address + path, headers={"Accept": accept} if accept else {})
    with urllib.request.urlopen(request) as response:
        return response.headers, response.read()


def of_territory(path):
    if territory is None:
        return path
    return f"{path}{'&' if '?' in path else '?'}territory={territory}"


def fault(what, told):
    faults.append(what)
    print(f"FAULT {what}: {told}")


def graph(path, form):
    read = rdflib.Graph()
    read.parse(data=fetch(path)[1], format=form)
    return read


def validate_shapes(name, path, shapes):
    turtle, json_ld = graph(of_territory(path + ".ttl"), "turtle"), graph(of_territory(path + ".jsonld"), "json-ld")
    if set(turtle) != set(json_ld):
        fault(name, f"Turtle and JSON-LD differ: {len(set(turtle) ^ set(json_ld))} triples")
    constraints = rdflib.Graph()
    for shape in shapes:
        constraints.parse(standards / shape, format="turtle")
    conforms, _, told = pyshacl.validate(turtle, shacl_graph=constraints, allow_warnings=True, max_validation_depth=30)
    print(f"== {name}: {len(turtle)} triples, {'clean' if conforms else 'not clean'}")
    if not conforms:
        fault(name, told[:4000])


def hsds_validator(kind):
    folder = standards / "hsds-3.0" / "schema"
    resources = []
    for file in folder.glob("*.json"):
        schema = json.loads(file.read_text())
        resource = referencing.jsonschema.DRAFT202012.create_resource(schema)
        resources += [(file.name, resource), (f"urn:hsds:{file.name}", resource)]
    registry = referencing.Registry().with_resources(resources)
    schema = json.loads((folder / f"{kind}.json").read_text())
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(schema, registry=registry, format_checker=checker)


def validate_hsds(path, kind):
    validator, page, count, ids = hsds_validator(kind), 1, 0, set()
    while True:
        asked = f"/hsds/{path}?per_page=1000&page={page}"
        listed = json.loads(fetch(of_territory(asked) if path == "service_at_locations" else asked)[1])
        for item in listed["contents"]:
            count += 1
            ids.add(item["id"])
            error = next(validator.iter_errors(item), None)
            if error:
                fault(f"hsds {path}", f"{item['id']} {list(error.path)}: {error.message}")
                return
            if count % 500 == 1 and json.loads(fetch(f"/hsds/{path}/{item['id']}")[1]) != item:
                fault(f"hsds {path}", f"{item['id']} differs alone")
        if listed["last_page"]:
            break
        page += 1
    if not count or count != listed["total_items"] or len(ids) != count:
        fault(f"hsds {path}", f"{count} items, {len(ids)} ids, {listed['total_items']} told")
    print(f"== hsds {path}: {count} items by {kind}.json")


def layers(source):
    told = subprocess.run(["ogrinfo", "-ro", "-so", "-al", source], capture_output=True, text=True, check=False)
    if told.returncode or "ERROR" in told.stderr:
        fault("GDAL", told.stderr or told.stdout)
    found, name = {}, None
    for line in told.stdout.splitlines():
        if line.startswith("Layer name: "):
            name = line.removeprefix("Layer name: ")
        if line.startswith("Feature Count: "):
            found[name] = int(line.removeprefix("Feature Count: "))
    return found


def validate_gdal():
    if not shutil.which("ogrinfo"):
        print("== GDAL's client is skipped: there is no ogrinfo (Debian package gdal-bin)")
        return
    read = layers(f"OAPIF:{address}/ogc")
    for collection in json.loads(fetch("/ogc/collections")[1])["collections"]:
        items = json.loads(fetch(f"/ogc/collections/{collection['id']}/items?limit=1")[1])
        if read.get(collection["id"]) != items["numberMatched"]:
            fault("ogc", f"{collection['id']}: {read.get(collection['id'])} of {items['numberMatched']} read")
    print(f"== OGC API - Features by GDAL: {read}")
    with tempfile.NamedTemporaryFile(suffix=".gpkg") as file:
        file.write(fetch(of_territory("/api/v1/bulk/registry.gpkg"))[1])
        file.flush()
        packed = layers(file.name)
        print(f"== GeoPackage by GDAL: {packed}")
        total = json.loads(fetch(of_territory("/api/v1/points?per_page=1"))[1])["total"]
        if packed.get("points") != total:
            fault("GeoPackage", f"{packed.get('points')} of {total} points")


CPSV = ["cpsv-ap-3.2.0/cpsv-ap-SHACL.ttl"]
DCAT = ["dcat-ap-3.0.0/shapes.ttl", "dcat-ap-3.0.0/range.ttl"]
validate_shapes("CPSV-AP", "/api/v1/cpsv-ap", CPSV)
if territory is None:
    validate_shapes("DCAT-AP", "/api/v1/dcat-ap", DCAT)
for path, kind in (
    ("services", "service"),
    ("organizations", "organization"),
    ("taxonomies", "taxonomy"),
    ("taxonomy_terms", "taxonomy_term"),
    ("service_at_locations", "service_at_location"),
):
    if not (territory and path == "service_at_locations"):
        validate_hsds(path, kind)
validate_gdal()
sys.exit(1 if faults else 0)
