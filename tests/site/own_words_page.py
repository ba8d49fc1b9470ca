"""The site with one page more: a form with two fields for own words."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from luwte.reports.own_words_field import OwnWordsField, watch_own_words
from luwte.site.urls_site import urlpatterns as site_urls

PAGE = """{% extends "site/base.html" %}{% block content %}<h1>Report</h1>
<form method="post">{% csrf_token %}{% include "people/fields.html" %}
<button class="button" type="submit">Send</button></form>{% endblock %}"""


class ReportForm(forms.Form):
    """What a writer of a report types."""

    summary = OwnWordsField(label="Summary")
    remarks = OwnWordsField(label="Remarks", required=False)


def write(request: HttpRequest) -> HttpResponse:
    """Shows the form until what it holds gives nobody away."""
    form = ReportForm(request.POST or None)
    watch_own_words(form, ["Postkamer"])
    if request.method == "POST" and form.is_valid():
        return HttpResponse(f"<!doctype html><title>Sent</title><h1>{form.cleaned_data}</h1>")
    template = engines["django"].from_string(PAGE)
    return HttpResponse(template.render({"form": form}, request))


urlpatterns = [*site_urls, path("write/", write)]
