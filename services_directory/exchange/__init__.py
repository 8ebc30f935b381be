"""Services in and out: YAML, CSV, XLSX and HSDS JSON (docs/exchange.md).

`files.read` makes rows of a file, `plan.make` says what an import would do, `apply.apply` does it, all or nothing;
`files.write` writes services, `template.write` a template to fill in.
"""
