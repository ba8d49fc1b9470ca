"""The API under /api/v1: each room that has one adds its router here."""

from ninja import NinjaAPI

api = NinjaAPI(title="Luwte", version="1", docs_url=None, urls_namespace="api")
