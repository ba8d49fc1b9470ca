"""Making a report: period, figures, words, review, what is asked; then it is published."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import F
from django.forms import inlineformset_factory, modelformset_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from luwte.organisations.ids import new_id
from luwte.organisations.models import Organisation
from luwte.people.models import Person, person_of
from luwte.registry.models import today
from luwte.reports.catalogue import possible_tables
from luwte.reports.counting import QuarterMissing
from luwte.reports.forms import (
    CorrectionForm,
    FollowUpForm,
    PeriodForm,
    RecommendationForm,
    ReviewForm,
    RulesForm,
    TablesForm,
    TextsForm,
)
from luwte.reports.models import PublishingRules, Recommendation, Report
from luwte.reports.publishing import NoFigures, before, content_of, publish
from luwte.reports.sections import section_kinds
from luwte.reports.taking import (
    DAYS_AFTER,
    FROZEN_DAYS,
    CountedLately,
    NotOverYet,
    Refused,
    has_figures,
    may_be_taken,
    may_count_anew,
    take_figures,
)
from luwte.site.lead.access import leads_only
from luwte.site.lead.drafts import (
    draft_of,
    gives_words_back,
    is_external,
    organisation_reported,
)
from luwte.site.lead.refused_figures import explained
from luwte.site.lead.work import ID, get_or_post

PAGE = 50
MOST_ASKED = 20

Recommendations = inlineformset_factory(
    Report, Recommendation, form=RecommendationForm, extra=2, max_num=MOST_ASKED, can_delete=True
)
FollowUps = modelformset_factory(Recommendation, form=FollowUpForm, extra=0)


@require_safe
@leads_only
def reports(request: HttpRequest, slug: str) -> HttpResponse:
    """All reports of an organisation, drafts first."""
    found = organisation_reported(request, slug)
    mine = Report.objects.filter(organisation=found).select_related("corrected_by")
    ordered = mine.order_by(F("published_on").desc(nulls_first=True), "-end", "-version")
    context = {
        "organisation": found,
        "page": Paginator(ordered.defer("content"), PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "site/lead/reports.html", context)


@get_or_post
@leads_only
def new_report(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a report. Sent twice it is there once: the form brings its id along."""
    found = organisation_reported(request, slug)
    fresh = request.POST.get("id", "")
    known = Report.objects.filter(public_id=fresh, organisation=found).first()
    if known is not None:
        return redirect("lead_report", slug=found.slug, report=known.public_id)
    if not ID.fullmatch(fresh) or Report.objects.filter(public_id=fresh).exists():
        fresh = new_id()
    form = PeriodForm(request.POST or None, found)
    if request.method == "POST" and form.is_valid():
        start, end = form.period()
        made = Report.objects.create(
            public_id=fresh,
            organisation=found,
            kind=form.cleaned_data["kind"],
            start=start,
            end=end,
            trend=form.cleaned_data.get("trend") or 0,
            tables=[one.id for one in possible_tables(found) if one.usual],
            texts=standard_texts(found),
            made_by=person_of(request.user),
        )
        return redirect("lead_report", slug=found.slug, report=made.public_id)
    context = {"organisation": found, "form": form, "fresh": fresh}
    return render(request, "site/lead/report_new.html", context)


def standard_texts(organisation: Organisation) -> dict[str, dict[str, str]]:
    """What stands in a report until somebody writes something else."""
    languages = organisation.languages or ["nl"]
    return {
        kind.code: {language: getattr(kind.standard, language) for language in languages}
        for kind in section_kinds()
        if kind.standard
    }


@get_or_post
@leads_only
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """How figures are protected here. Never more loosely than everywhere."""
    found = organisation_reported(request, slug)
    chosen = PublishingRules.objects.filter(organisation=found).first()
    form = RulesForm(request.POST or None, instance=chosen or PublishingRules(organisation=found))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("lead_reports", slug=slug)
    context = {"organisation": found, "form": form}
    return render(request, "site/lead/report_rules.html", context)


@require_safe
@leads_only
def report(request: HttpRequest, slug: str, report: str) -> HttpResponse:
    """What is done of a draft, and what is left to do."""
    found = draft_of(request, slug, report)
    context = {
        "organisation": found.organisation,
        "report": found,
        "has_figures": has_figures(found),
        "written": sum(any(one.values()) for one in found.texts.values()),
        "asked": found.recommendations.count(),
        "before": before(found),
        "is_external": is_external(person_of(request.user), found.organisation),
    }
    return render(request, "site/lead/report.html", context)


@get_or_post
@leads_only
def figures(request: HttpRequest, slug: str, report: str) -> HttpResponse:
    """Choose tables and take their figures, or learn which can't be taken and what would help."""
    found = draft_of(request, slug, report)
    form = TablesForm(request.POST or None, found)
    context: dict[str, Any] = {"organisation": found.organisation, "report": found, "form": form}
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["tables"]
        before_this, found.tables = (
            found.tables,
            [one.id for one in possible_tables(found.organisation) if one.id in chosen],
        )
        context["refused"] = refusal(found, anew="anew" in request.POST)
        if not context["refused"]:
            messages.success(request, _("The figures are there."))
            return redirect("lead_report_figures", slug=slug, report=report)
        found.tables = before_this
    context |= {
        "may_be_taken": may_be_taken(found, today()),
        "from_day": found.end + datetime.timedelta(days=DAYS_AFTER + 1),
        "may_count_anew": may_count_anew(found, today()),
        "frozen_days": FROZEN_DAYS,
        "content": content_of(found) if has_figures(found) else None,
    }
    return render(request, "site/lead/report_figures.html", context)


def refusal(found: Report, *, anew: bool) -> list[str]:
    """Why the figures of these tables can't be taken; nothing when they were."""
    try:
        with transaction.atomic():
            found.save(update_fields=["tables"])
            take_figures(found, anew=anew)
    except NotOverYet:
        return [_("The period isn't over for long enough.")]
    except CountedLately as error:
        return [
            _(
                "These months were counted a short while ago, without some of these tables. "
                "With other tables they can be counted from %(day)s."
            )
            % {"day": date_format(error.day, "j E Y")}
        ]
    except QuarterMissing:
        return [_("Of some cases only the year is known. A report of the whole year can be made.")]
    except Refused as error:
        return explained(found.organisation, error.troubles)
    return []


@get_or_post
@leads_only
@gives_words_back
def texts(request: HttpRequest, slug: str, report: str) -> HttpResponse:
    """The words of each section, with last year's beside them."""
    found = draft_of(request, slug, report)
    form = TextsForm(request.POST or None, found)
    if request.method == "POST" and form.is_valid():
        found.texts = form.texts()
        found.save(update_fields=["texts"])
        messages.success(request, _("Saved."))
        return redirect("lead_report", slug=slug, report=report)
    earlier = previous(found)
    last = {
        code: one for code, one in (earlier.texts if earlier else {}).items() if any(one.values())
    }
    context = {
        "organisation": found.organisation,
        "report": found,
        "form": form,
        "sections": [(kind, fields, last.get(kind.code, {})) for kind, fields in form.by_section()],
    }
    return render(request, "site/lead/report_texts.html", context)


def previous(found: Report) -> Report | None:
    """The published report before this one."""
    earlier = Report.objects.published().newest_versions()
    return earlier.filter(organisation=found.organisation, end__lt=found.start).first()


@get_or_post
@leads_only
@gives_words_back
def review(request: HttpRequest, slug: str, report: str) -> HttpResponse:
    """The fixed questions of the year. Only an external counsellor answers them."""
    found = draft_of(request, slug, report)
    person = person_of(request.user)
    if not is_external(person, found.organisation):
        raise Http404
    form = ReviewForm(request.POST or None, found)
    if request.method == "POST" and form.is_valid():
        found.review = form.review()
        found.reviewed_by = person
        found.save(update_fields=["review", "reviewed_by"])
        messages.success(request, _("Saved."))
        return redirect("lead_report", slug=slug, report=report)
    context = {
        "organisation": found.organisation,
        "report": found,
        "form": form,
        "questions": list(form.by_question()),
    }
    return render(request, "site/lead/report_review.html", context)


@get_or_post
@leads_only
@gives_words_back
def asked(request: HttpRequest, slug: str, report: str) -> HttpResponse:
    """What is asked of whom and by when; and what came of what was asked before."""
    found = draft_of(request, slug, report)
    with_units = {"organisation": found.organisation}
    data = request.POST or None
    forms = Recommendations(data, instance=found, prefix="asked", form_kwargs=with_units)
    ups = FollowUps(
        data,
        queryset=Recommendation.objects.filter(pk__in=[one.pk for one in before(found)]),
        prefix="before",
        form_kwargs=with_units,
    )
    if request.method == "POST" and forms.is_valid() and ups.is_valid():
        with transaction.atomic():
            number_anew(found, forms)
            ups.save()
        messages.success(request, _("Saved."))
        return redirect("lead_report", slug=slug, report=report)
    context = {"organisation": found.organisation, "report": found, "forms": forms, "ups": ups}
    return render(request, "site/lead/report_asked.html", context)


def number_anew(found: Report, forms: Any) -> None:
    """Save what is asked, numbered from one on in the order of the page."""
    kept = [
        form.save(commit=False)
        for form in forms.forms
        if form not in forms.deleted_forms and (form.instance.pk or form.has_changed())
    ]
    found.recommendations.all().delete()
    for number, one in enumerate(kept, 1):
        one.pk = None
        one._state.adding = True
        one.report, one.number = found, number
        one.save()


@require_POST
@leads_only
def publish_report(request: HttpRequest, slug: str, report: str) -> HttpResponse:
    """Let management read it. Again changes nothing."""
    organisation = organisation_reported(request, slug)
    found = get_object_or_404(Report, organisation=organisation, public_id=report)
    try:
        publish(found)
    except NoFigures:
        messages.error(request, _("Take the figures first."))
        return redirect("lead_report_figures", slug=slug, report=report)
    except Refused as error:
        for reason in explained(organisation, error.troubles):
            messages.error(request, reason)
        return redirect("lead_report_figures", slug=slug, report=report)
    messages.success(request, _("Published. Management can read it now."))
    return redirect("lead_reports", slug=slug)


@require_POST
@leads_only
def remove_report(request: HttpRequest, slug: str, report: str) -> HttpResponse:
    """Throw a draft away. Its figures stay in the ledger: somebody saw them."""
    organisation = organisation_reported(request, slug)
    for one in Report.objects.drafts().filter(organisation=organisation, public_id=report):
        one.delete()
    messages.success(request, _("Removed."))
    return redirect("lead_reports", slug=slug)


@get_or_post
@leads_only
def correct_report(request: HttpRequest, slug: str, report: str) -> HttpResponse:
    """Begin a new version of a published report, with the reason."""
    organisation = organisation_reported(request, slug)
    old = get_object_or_404(Report.objects.published(), organisation=organisation, public_id=report)
    newer = Report.objects.filter(corrects=old).first()
    if newer is not None:
        if newer.is_published:
            raise Http404
        return redirect("lead_report", slug=slug, report=newer.public_id)
    form = CorrectionForm(request.POST or None, organisation)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            newer = corrected(old, form.cleaned_data, person_of(request.user))
        return redirect("lead_report", slug=slug, report=newer.public_id)
    context = {"organisation": organisation, "report": old, "form": form}
    return render(request, "site/lead/report_correct.html", context)


def corrected(old: Report, reasons: dict[str, str], person: Person | None) -> Report:
    """A draft with all that the old version held but its figures."""
    newer = Report.objects.create(
        organisation=old.organisation,
        kind=old.kind,
        start=old.start,
        end=old.end,
        trend=old.trend,
        tables=old.tables,
        texts=old.texts,
        review=old.review,
        reviewed_by=old.reviewed_by,
        version=old.version + 1,
        corrects=old,
        made_by=person,
        **reasons,
    )
    for one in old.recommendations.all():
        one.pk, one.report = None, newer
        one._state.adding = True
        one.save()
    return newer
