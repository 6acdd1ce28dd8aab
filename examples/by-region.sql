-- Every statement there is, fetched before:
-- curl -o observations.parquet 'http://localhost:3000/api/v1/observations?format=parquet'
SELECT region, count(*) AS statements, max(recordedAt) AS last_taken_in
FROM (SELECT unnest(regions) AS region, recordedAt FROM 'observations.parquet')
GROUP BY region
ORDER BY statements DESC, region
LIMIT 5;
