"""Bring the shipped synonyms up to date where the office left them as they were."""

import json
from importlib import resources

from django.db import migrations

# What was shipped before and is no more: a village road is only one kind of rural road, and
# of the others the official term holds the plain word, so that it is found anyway.
WITHDRAWN = {
    "村道": "农村公路",
    "公积金": "住房公积金",
    "身份证": "居民身份证",
    "宅基地": "农村宅基地",
    "入学": "招生入学",
    "三公": "三公经费",
    "垃圾分类": "生活垃圾分类",
    "防汛": "防汛抗旱",
}
CHANGED = {
    "房产证": "不动产权证书、不动产登记",
    "拆迁": "征收补偿",
    "招工": "公开招聘",
}


def review(apps, _schema_editor):
    file = resources.files("gongkai.reference_data") / "search" / "synonyms.json"
    shipped = json.loads(file.read_text(encoding="utf-8"))
    rows = apps.get_model("search", "Synonym").objects
    for word, official in WITHDRAWN.items():
        rows.filter(word=word, official=official).delete()
    for word, said in shipped["synonyms"]:
        official = "、".join(said)
        rows.filter(word=word, official__in=[official, CHANGED.get(word, official)]).update(
            official=official, both_ways=word in shipped["both_ways"]
        )


class Migration(migrations.Migration):
    dependencies = [("search", "0004_lifespans_and_long_texts")]

    operations = [migrations.RunPython(review, migrations.RunPython.noop)]
