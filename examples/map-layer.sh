# Regions with their figures as a layer that QGIS opens.
ogr2ogr -f GPKG without-power.gpkg -nln without_power \
  'http://localhost:3000/api/v1/impact?asOf=2026-01-08T18:00:00Z&service=electricity&format=geojson'
ogrinfo -ro -al -so without-power.gpkg
