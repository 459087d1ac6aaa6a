package org.jzones.model;

/**
 * Owner and mode of a device node of a zone.
 *
 * @param name path relative to ZONEPATH/dev
 * @param mode permission bits
 * @param acl access control list as text, empty where the platform has none
 */
public record DevicePermission(String name, int uid, int gid, int mode, String acl) {
    /** What of a mode counts: the set-id and sticky bits mean nothing on a device, and are not taken from elsewhere. */
    public static final int RIGHTS = 0777;
}
