package org.jzones.model;

import java.util.List;

/** The kinds of values that properties take; {@code check.ValueRules} says what each accepts. */
public enum ValueType {
    ZONE_NAME,
    PATH,
    TEXT,
    /** What is mounted or seen in the zone: usually a path, but for some types of file systems another text. */
    DEVICE,
    BOOLEAN("true", "false"),
    BRAND(
            "native",
            "cluster",
            "labeled",
            "solaris8",
            "solaris9",
            "solaris10",
            "lx",
            "ipkg",
            "lipkg",
            "pkgsrc",
            "sparse",
            "bhyve",
            "kvm",
            "joyent"),
    IP_TYPE("shared", "exclusive"),
    HOSTID,
    FS_TYPE("lofs", "ufs", "zfs", "tmpfs", "pcfs", "hsfs"),
    FS_OPTION("ro", "rw", "nodevices", "devices", "nosuid", "suid", "logging"),
    ADDRESS,
    ROUTER,
    PHYSICAL,
    MAC_ADDRESS,
    VLAN_ID,
    RCTL_NAME,
    ATTR_NAME,
    ATTR_TYPE("string", "int", "uint", "boolean"),
    DATASET,
    RCTL_VALUE,
    CPU_RANGE,
    CPU_SHARE,
    COUNT,
    BYTES;

    private final List<String> choices;

    ValueType(String... choices) {
        this.choices = List.of(choices);
    }

    /** Values known beforehand: all there are for BOOLEAN, IP_TYPE and ATTR_TYPE, examples for the others. */
    public List<String> choices() {
        return choices;
    }
}
