"""Spark: a Parquet archive of bodies → one table of each job's last poll, as a folder of Parquet files.

spark-submit spark_table.py cues archive.parquet cues
"""

import sys

from pyspark.sql import SparkSession

from smarthandle_results import spark


def main(table: str, archive: str, out: str) -> None:
    """Keep the polls that count, which shuffles, then convert them, which does not."""
    session = SparkSession.builder.getOrCreate()
    bodies = spark.latest(session.read.parquet(archive))
    getattr(spark, table)(bodies).write.mode("overwrite").parquet(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
