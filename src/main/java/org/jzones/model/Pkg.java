package org.jzones.model;

/** A package that matters to a zone: instance name (the directory below var/sadm/pkg) and VERSION, as text. */
public record Pkg(String name, String version) {}
