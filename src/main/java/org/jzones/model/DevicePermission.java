package org.jzones.model;

/**
 * Owner and mode of a device node of a zone.
 *
 * @param name path relative to ZONEPATH/dev
 * @param mode permission bits
 * @param acl access control list as text, empty where the platform has none
 */
public record DevicePermission(String name, int uid, int gid, int mode, String acl) {}
