module promfleet/tools/local

go 1.26.0
