# The incidents as a layer, read page by page from the OGC API. QGIS takes the same address: Layer, Add Layer, Add WFS / OGC API - Features Layer.
ogr2ogr -f GPKG incidents.gpkg 'OAPIF:http://localhost:3000/api/ogc' incidents
ogrinfo -ro -al -so incidents.gpkg
