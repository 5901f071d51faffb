"""Every address there is."""

from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from rest_framework.routers import APIRootView, DefaultRouter, Route

from aicmo_site.api.docs import SchemaDocument, docs
from aicmo_site.health import healthz, readyz
from aicmo_site.problems import nothing_here
from aicmo_site.signin import resetting
from aicmo_site.signin.tokens import Tokens
from delivery.api import Packages
from onboarding.api import Briefs, Clients, Intakes
from orchestration.api.views import Runs
from orchestration.operations.metrics import Metrics
from orchestration.review import page as review
from production.api import Bundles, Drafts
from qc.api import AllowedWords, Checks, QcResults, Waivers
from strategy.api import Strategies


class Root(APIRootView):
    """Where the lists are."""

    right = "root"
    http_method_names = ["get", "head"]


class Router(DefaultRouter):
    """A list may be deleted as a whole, where its view knows how."""

    routes = [
        route._replace(mapping={**route.mapping, "delete": "destroy_all"})
        if isinstance(route, Route) and "list" in route.mapping.values()
        else route
        for route in DefaultRouter.routes
    ]


router = Router()
router.APIRootView = Root
router.include_format_suffixes = False
router.register("runs", Runs, "run")
router.register("intakes", Intakes, "intake")
router.register("briefs", Briefs, "brief")
router.register("clients", Clients, "client")
router.register("strategies", Strategies, "strategy")
router.register("drafts", Drafts, "draft")
router.register("bundles", Bundles, "bundle")
router.register("qc-results", QcResults, "qc-result")
router.register("packages", Packages, "package")
router.register("waivers", Waivers, "waiver")
router.register("allowed-words", AllowedWords, "allowed-word")
router.register("qc", Checks, "qc")
router.register("tokens", Tokens, "token")

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index")),
    path("admin/", include(resetting)),
    path("admin/", admin.site.urls),
    path("api/v1/", include(router.urls)),
    path("api/schema/", SchemaDocument.as_view(), name="schema"),
    path("api/docs/", docs, name="docs"),
    re_path("^api/", nothing_here),
    path("review/<str:token>/", review.review, name="review"),
    path("review/<str:token>/document/", review.document, name="review_document"),
    path("metrics", Metrics.as_view(), name="metrics"),
    path("healthz", healthz),
    path("readyz", readyz),
]

handler400 = "aicmo_site.problems.bad_request"
handler404 = "aicmo_site.problems.not_found"
handler500 = "aicmo_site.problems.server_error"
