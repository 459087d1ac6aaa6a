package org.jzones.model;

/** One value of a resource control (resource_controls(5)); the limit is a count or a number of bytes. */
public record RctlValue(String priv, String limit, String action) {}
