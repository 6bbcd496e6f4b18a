"""veraPDF's machine-readable report as values; no date and no path comes with them."""

import re
from dataclasses import asdict, dataclass
from pathlib import PurePath
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from report_builder.errors import ValidatorError

PROFILES = {"3a": "PDF/A-3a", "ua1": "PDF/UA-1"}
"""What every PDF of this program has to be: veraPDF's flavours, and their names."""


@dataclass(frozen=True)
class FailedRule:
    """A rule of a standard that a PDF breaks: how often, and for example where."""

    clause: str
    test: int
    description: str
    count: int
    message: str
    context: str

    def __str__(self) -> str:
        times = "once" if self.count == 1 else f"{self.count} times"
        what = self.message or self.description
        return f"clause {self.clause}, test {self.test}, {times}: {what} ({self.context})"


@dataclass(frozen=True)
class Verdict:
    """What was found of one PDF and one profile; `fault` says why it could not be looked at."""

    profile: str
    compliant: bool
    checks_passed: int = 0
    checks_failed: int = 0
    failures: tuple[FailedRule, ...] = ()
    fault: str | None = None

    def reasons(self) -> list[str]:
        """Why it is not compliant; empty if it is."""
        return [*map(str, self.failures), *([self.fault] if self.fault else [])]


@dataclass(frozen=True)
class Validation:
    """What the validator found of one PDF, for each profile."""

    validator: str
    version: str
    profiles: tuple[Verdict, ...]

    @property
    def compliant(self) -> bool:
        return all(verdict.compliant for verdict in self.profiles)

    def as_dict(self) -> dict[str, object]:
        """Everything, as `validate --format json` prints it."""
        return asdict(self)

    def summary(self) -> dict[str, object]:
        """What is published of it."""
        profiles = [
            {
                "profile": verdict.profile,
                "compliant": verdict.compliant,
                "checks_passed": verdict.checks_passed,
            }
            for verdict in self.profiles
        ]
        return {"validator": self.validator, "version": self.version, "profiles": profiles}

    def faults(self) -> list[str]:
        """What keeps the PDF from being published; empty if all is well."""
        return [
            f"it is not {verdict.profile}, {reason}"
            for verdict in self.profiles
            for reason in verdict.reasons()
        ]


def read(reports: dict[str, bytes], names: list[str]) -> list[Validation]:
    """One validation for each of `names`, from a report for each flavour.

    Raises ValidatorError if a report is not about all of them and its profile.
    """
    roots = {PROFILES[flavour]: _root(data) for flavour, data in reports.items()}
    (version,) = {_version(root) for root in roots.values()}
    verdicts = {profile: _verdicts(root, profile) for profile, root in roots.items()}
    for profile, found in verdicts.items():
        if missing := set(names) - found.keys():
            raise ValidatorError(f"its report for {profile} leaves out {len(missing)} of the files")
    return [
        Validation("veraPDF", version, tuple(found[name] for found in verdicts.values()))
        for name in names
    ]


def _root(report: bytes) -> Element:
    try:
        root: Element = fromstring(report, forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        raise ValidatorError(f"its report cannot be read ({error})") from error
    return root


def _version(root: Element) -> str:
    """The version of veraPDF's core, which has the rules in it."""
    for details in root.iter("releaseDetails"):
        if details.get("id") == "core":
            return details.get("version", "")
    raise ValidatorError("its report does not say which version it is")


def _verdicts(root: Element, profile: str) -> dict[str, Verdict]:
    """The verdict on each file, by its name without folders."""
    jobs = {PurePath(job.findtext("item/name", "")).name: job for job in root.iter("job")}
    return {name: _verdict(job, profile) for name, job in jobs.items()}


def _verdict(job: Element, profile: str) -> Verdict:
    report = job.find("validationReport")
    if report is None:
        reason = _line(job.findtext("taskException/exceptionMessage", ""))
        return Verdict(profile, False, fault=f"veraPDF cannot check it: {reason or 'no reason'}")
    details = _details(report, profile)
    passed, failed = (_number(details, f"{result}Checks") for result in ("passed", "failed"))
    compliant, failures = report.get("isCompliant") == "true", _failures(details)
    if compliant != (passed > 0 and failed == 0) or compliant == bool(failures):
        raise ValidatorError(f"its report for {profile} contradicts itself")
    return Verdict(profile, compliant, passed, failed, failures)


def _details(report: Element, profile: str) -> Element:
    """The part with the results, of a report that is complete and about this profile."""
    name = report.get("profileName", "nothing")
    details = report.find("details")
    whole = report.get("jobEndStatus", "normal") == "normal"
    if details is None or not whole or not name.casefold().startswith(profile.casefold()):
        raise ValidatorError(f"it was to check {profile}, and reports “{name}”")
    return details


def _failures(details: Element) -> tuple[FailedRule, ...]:
    rules = (rule for rule in details.iter("rule") if rule.get("status") == "failed")
    return tuple(sorted(map(_failed_rule, rules), key=_place))


def _failed_rule(rule: Element) -> FailedRule:
    return FailedRule(
        clause=rule.get("clause", ""),
        test=_number(rule, "testNumber"),
        description=_line(rule.findtext("description", "")),
        count=_number(rule, "failedChecks"),
        message=_line(rule.findtext("check/errorMessage", "")),
        context=_line(rule.findtext("check/context", "")),
    )


def _place(rule: FailedRule) -> tuple[list[int], int]:
    return [int(number) for number in re.findall(r"\d+", rule.clause)], rule.test


def _line(text: str) -> str:
    return " ".join(text.split())


def _number(element: Element, name: str) -> int:
    try:
        return int(element.get(name, ""))
    except ValueError as error:
        raise ValidatorError(f"its report has no number as {name} of {element.tag}") from error
