"""usage: schema.py ROOT: every shipped dossier validates against data/dossier.schema.json, and the schema
turns down what it must."""
import copy
import json
import pathlib
import sys

import jsonschema

root = pathlib.Path(sys.argv[1])
schema = json.loads((root / "data" / "dossier.schema.json").read_text())
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
failed = False
dossiers = sorted((root / "data" / "dossiers").glob("*.dossier"))
assert dossiers, "no shipped dossier"
for path in dossiers:
    dossier = json.loads(path.read_text())
    for error in list(validator.iter_errors(dossier))[:20]:
        print(f"{path.name}: /{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
        failed = True
    for wrong in ({"version": "1"}, {"actors": {}}, {"passages": [{"id": "A B"}]}):
        if validator.is_valid({**copy.deepcopy(dossier), **wrong}):
            print(f"the schema lets {wrong} pass")
            failed = True
sys.exit(failed)
