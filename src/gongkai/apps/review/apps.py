"""Register the app."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """The app's registration."""

    name = "gongkai.apps.review"
    label = "review"
    verbose_name = "审核"

    def ready(self) -> None:
        """Offer the proofs of the review to ``gongkai audit verify``."""
        from gongkai.apps.review import proofs  # noqa: PLC0415 -- apps are ready only now
        from gongkai.foundation.audit import services as audit  # noqa: PLC0415 -- as above

        audit.register_proof("审校记录", proofs.prove_trails)
        audit.register_proof("发布入口", proofs.prove_walls)
