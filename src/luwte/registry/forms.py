"""The form of a piece of work that is no case."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from luwte.registry.activities import MINUTES, Activity

FIRST_YEAR = 2000

if TYPE_CHECKING:
    ActivityModelForm = forms.ModelForm[Activity]
else:
    ActivityModelForm = forms.ModelForm


class ActivityForm(ActivityModelForm):
    """What a counsellor says of a piece of work. Time is typed in hours."""

    hours = forms.DecimalField(
        label=_("Hours it took, preparation included"),
        min_value=0,
        max_value=1000,
        max_digits=6,
        decimal_places=2,
        required=False,
        localize=True,
    )

    class Meta:
        model = Activity
        fields = ("kind", "day", "subject", "audience", "reached")
        widgets = {"day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = cast(forms.ChoiceField, self.fields["kind"])
        kind.choices = [("", _("Choose")), *Activity.Kind.choices]
        if self.instance.minutes:
            self.initial["hours"] = round(self.instance.hours, 2)

    def clean_day(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["day"]
        if not FIRST_YEAR <= day.year <= datetime.datetime.now(datetime.UTC).year + 2:
            raise forms.ValidationError(_("Choose a day in one of the last or next years."))
        return day

    def save(self, commit: bool = True) -> Activity:
        self.instance.minutes = round((self.cleaned_data["hours"] or 0) * MINUTES)
        return super().save(commit)
