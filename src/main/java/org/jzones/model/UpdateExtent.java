package org.jzones.model;

/**
 * What an update means for the files of a zone, as far as it can be told beforehand.
 *
 * @param removed files, links and directories that go, directories only if nothing else is in them
 * @param taken files, links and directories that come from this host
 * @param bytes in the files among these
 */
public record UpdateExtent(int removed, int taken, long bytes) {}
