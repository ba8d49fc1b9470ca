"""Sign-in on the site, under /account/: for management, coordinators and administrators.

Counsellors sign in at the desk, through allauth's headless API on the application host. These
pages work without script, so the second step here is an authenticator app, not a passkey; who has
only a passkey comes over from the desk (crossing.py).
Nobody signs up or changes an address here: allauth's other pages answer 404, under their names.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from luwte.people import account_pages, crossing_pages, invitation_pages
from luwte.people.headless_urls import no_page
from luwte.people.resetting import SiteReset

NOT_HERE = (
    "account_email",
    "account_email_verification_sent",
    "account_inactive",
    "account_set_password",
    "account_signup",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "mfa_login_webauthn",
    "mfa_reauthenticate_webauthn",
)

urlpatterns = [
    path("", account_pages.home, name="account"),
    path("from-desk/<str:token>/", crossing_pages.from_desk, name="from_desk"),
    path("invitation/<str:token>", invitation_pages.invitation, name="invitation"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/reset/", SiteReset.as_view(), name="account_reset_password"),
    path("password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("second-step/", second_step.authenticate, name="mfa_authenticate"),
    path("second-step/confirm/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("second-step/set-up/", totp.activate_totp, name="mfa_activate_totp"),
    path("second-step/set-up/qr.svg", account_pages.totp_picture, name="totp_picture"),
    path("second-step/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-step/codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "second-step/codes/new/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("second-step/done/", account_pages.home, name="mfa_index"),
    *(path(f"none/{name}/", no_page, name=name) for name in NOT_HERE),
]
