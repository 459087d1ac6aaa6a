package org.jzones.model;

import java.util.List;
import java.util.Optional;

/**
 * The properties of the zone itself, in the order of {@code info} and {@code export} (zonecfg(1M), spec 2.4).
 *
 * <p>One line a property: it drives parsing, checking, info, export and XML.
 */
public enum GlobalProperty {
    ZONENAME("zonename", "name", ValueType.ZONE_NAME, "", Change.ANY_TIME),
    ZONEPATH("zonepath", "zonepath", ValueType.PATH, "", Change.ONLY_CONFIGURED),
    BRAND("brand", "brand", ValueType.BRAND, "native", Change.ONLY_CONFIGURED),
    AUTOBOOT("autoboot", "autoboot", ValueType.BOOLEAN, "false", Change.ANY_TIME),
    BOOTARGS("bootargs", "bootargs", ValueType.TEXT, "", Change.ANY_TIME),
    POOL("pool", "pool", ValueType.TEXT, "", Change.ANY_TIME),
    LIMITPRIV("limitpriv", "limitpriv", ValueType.TEXT, "", Change.ANY_TIME),
    SCHEDULING_CLASS("scheduling-class", "scheduling-class", ValueType.TEXT, "", Change.ANY_TIME),
    IP_TYPE("ip-type", "ip-type", ValueType.IP_TYPE, "shared", Change.ONLY_CONFIGURED),
    HOSTID("hostid", "hostid", ValueType.HOSTID, "", Change.ANY_TIME),
    FS_ALLOWED("fs-allowed", "fs-allowed", ValueType.TEXT, "", Change.ANY_TIME);

    /** Attributes of the zone element in the order they are written. */
    public static final List<GlobalProperty> XML_ORDER = List.of(
            ZONENAME,
            ZONEPATH,
            AUTOBOOT,
            IP_TYPE,
            POOL,
            LIMITPRIV,
            BOOTARGS,
            BRAND,
            SCHEDULING_CLASS,
            HOSTID,
            FS_ALLOWED);

    private enum Change {
        ANY_TIME,
        ONLY_CONFIGURED
    }

    private final String word;
    private final String xmlName;
    private final ValueType type;
    private final String byDefault;
    private final Change change;

    GlobalProperty(String word, String xmlName, ValueType type, String byDefault, Change change) {
        this.word = word;
        this.xmlName = xmlName;
        this.type = type;
        this.byDefault = byDefault;
        this.change = change;
    }

    public String word() {
        return word;
    }

    public String xmlName() {
        return xmlName;
    }

    public ValueType type() {
        return type;
    }

    public String byDefault() {
        return byDefault;
    }

    /** True if the property may not change once the zone is installed. */
    public boolean isFixedByInstall() {
        return change == Change.ONLY_CONFIGURED;
    }

    /** True if the property has no default to go back to. */
    public boolean isRequired() {
        return this == ZONENAME || this == ZONEPATH;
    }

    /** True if a document must carry the attribute; templates and other systems leave the zonepath out. */
    public boolean isRequiredInXml() {
        return this == ZONENAME || this == AUTOBOOT;
    }

    /** True if the attribute is written even with its default. */
    public boolean isAlwaysWritten() {
        return isRequiredInXml() || this == ZONEPATH;
    }

    public static Optional<GlobalProperty> of(String word) {
        for (GlobalProperty property : values()) {
            if (property.word.equals(word)) {
                return Optional.of(property);
            }
        }
        return Optional.empty();
    }
}
