"""A `verapdf` for tests that answers at once: veraPDF's command line and report, after 1.28.

It does not look into the files; what it finds is its behaviour. test_conformance.py holds its
report against one of the real program.
"""

import argparse
import os
import sys
import time
from pathlib import Path

PROFILES = {"3a": "PDF/A-3A validation profile", "ua1": "PDF/UA-1 validation profile"}
RULES = {
    "3a": ("ISO 19005-3:2012", "6.2.4.3", "DeviceRGB shall only be used if it is allowed"),
    "ua1": ("ISO 14289-1:2014", "7.2", "Natural language for text shall be determined"),
}
# Those that find a fault, those that say nothing of the file, and the exit statuses.
FINDING, STATUS = ("invalid", "contradiction"), {"invalid": 1, "unreadable": 7}

REPORT = """\
<?xml version="1.0" encoding="utf-8"?>{doctype}
<report>
  <buildInformation>
    <releaseDetails id="core" version="{version}" buildDate="2025-01-01T00:00:00Z"></releaseDetails>
    <releaseDetails id="gui" version="0.0.1" buildDate="2025-01-01T00:00:00Z"></releaseDetails>
  </buildInformation>
  <jobs>{jobs}</jobs>
  <batchSummary totalJobs="1" failedToParse="0" encrypted="0" outOfMemory="0" veraExceptions="0">
    <validationReports compliant="1" nonCompliant="0" failedJobs="0">1</validationReports>
    <featureReports failedJobs="0">0</featureReports>
    <repairReports failedJobs="0">0</repairReports>
    <duration start="1" finish="2">00:00:00.001</duration>
  </batchSummary>
</report>
"""
JOB = """
    <job>
      <item size="{size}"><name>{name}</name></item>{result}
      <duration start="1" finish="2">00:00:00.001</duration>
    </job>"""
EXCEPTION = """
      <taskException type="PARSE" isExecuted="true" isSuccess="false">
        <duration start="1" finish="2">00:00:00.001</duration>
        <exceptionMessage>Exception: Couldn't parse stream</exceptionMessage>
      </taskException>"""
RESULT = """
      <validationReport jobEndStatus="{end}" profileName="{profile}" statement="PDF file is \
{compliant}." isCompliant="{compliant}">
        <details passedRules="99" failedRules="{rules}" passedChecks="{passed}" \
failedChecks="{failed}">{rule}</details>
      </validationReport>"""
RULE = """
          <rule specification="{0}" clause="{1}" testNumber="2" status="failed" failedChecks="2" \
tags="page">
            <description>{2}</description>
            <object>PDPage</object>
            <test>false</test>{checks}
          </rule>"""
CHECK = """
            <check status="failed">
              <context>root/document[0]/pages[0](3 0 obj PDPage)</context>
              <errorMessage>It is not here</errorMessage>
            </check>"""


def install(folder: Path, behaviour: str = "valid", version: str = "1.28.2") -> Path:
    """Write the program into `folder`: a script that starts another one, as the real one is."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "verapdf"
    call = f"'{sys.executable}' -IS '{__file__}' '{folder}' '{behaviour}' '{version}'"
    program.write_text(f'#!/bin/sh\n{call} "$@"\nexit $?\n')
    program.chmod(0o755)
    return program


def main(folder: str, behaviour: str, version: str, *arguments: str) -> int:
    parser = argparse.ArgumentParser(prog="veraPDF", allow_abbrev=False)
    parser.add_argument("-f", "--flavour", choices=PROFILES, required=True)
    parser.add_argument("--format", choices=["mrr", "xml"], required=True)
    parser.add_argument("--maxfailuresdisplayed", type=int, default=100)
    parser.add_argument("files", nargs="+", type=Path)
    options = parser.parse_args(arguments)
    if behaviour == "hang":
        Path(folder, f"{options.flavour}.pid").write_text(str(os.getpid()))
        time.sleep(600)
    if behaviour == "crash":
        print("WARNING: about to begin", file=sys.stderr)
        print('Exception in thread "main" java.lang.Error: broken', file=sys.stderr)
        print("\tat org.verapdf.cli.VeraPdfCli.main(VeraPdfCli.java:1)", file=sys.stderr)
        return 255
    files = [f for named in options.files for f in (named.iterdir() if named.is_dir() else [named])]
    files = [file.absolute() for file in files if file.suffix == ".pdf"]
    if not files:
        return 4
    text = report(behaviour, version, options.flavour, files, options.maxfailuresdisplayed)
    sys.stdout.write(text)
    return STATUS.get(behaviour, 0)


def report(behaviour: str, version: str, flavour: str, files: list[Path], shown: int) -> str:
    if behaviour == "garbage":
        return "All files are fine\n"
    if behaviour == "forgetful":
        files = files[1:]
    result = EXCEPTION if behaviour == "unreadable" else found(behaviour, flavour, shown)
    jobs = [JOB.format(size=file.stat().st_size, name=file, result=result) for file in files]
    doctype = '<!DOCTYPE report [<!ENTITY a "b">]>' if behaviour == "entities" else ""
    text = REPORT.format(doctype=doctype, version=version, jobs="".join(jobs))
    return text[: len(text) // 2] if behaviour == "cut off" else text


def found(behaviour: str, flavour: str, shown: int) -> str:
    failed = 2 if behaviour in FINDING else 0
    rule = RULE.format(*RULES[flavour], checks=CHECK * min(shown, failed)) if failed else ""
    return RESULT.format(
        end="timeout" if behaviour == "unfinished" else "normal",
        profile=PROFILES["ua1" if behaviour == "other profile" else flavour],
        compliant="false" if behaviour == "invalid" else "true",
        rules=int(failed > 0),
        passed=0 if behaviour == "nothing checked" else 4711,
        failed=failed,
        rule=rule,
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
