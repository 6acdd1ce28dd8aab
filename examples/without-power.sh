# The regions without electricity on the evening of 8 January 2026, as a table for a spreadsheet.
curl --fail --silent --show-error --output without-power.csv \
  'http://localhost:3000/api/v1/impact?asOf=2026-01-08T18:00:00Z&service=electricity&unit=connections&standing=reported&format=csv'
head -n 4 without-power.csv
