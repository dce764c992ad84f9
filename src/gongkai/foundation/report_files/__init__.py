"""Read annual reports, own or foreign, out of files of any kind."""
