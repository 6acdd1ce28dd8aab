-- The table of statements, fetched before:
-- curl -o observations.csv 'http://localhost:3000/api/v1/observations?limit=1000&format=csv'
SELECT publisher, count(*) AS statements, max(value) FILTER (WHERE unit = 'households') AS most_households
FROM read_csv('observations.csv', header = true, all_varchar = false, sample_size = -1)
GROUP BY publisher
ORDER BY statements DESC, publisher
LIMIT 5;
