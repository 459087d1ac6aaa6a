package org.jzones.model;

import static org.jzones.model.Property.namedValues;
import static org.jzones.model.Property.optional;
import static org.jzones.model.Property.required;

import java.util.List;
import java.util.Optional;
import org.jzones.model.Property.Need;

/**
 * The resources of a zone and their properties, in the order of {@code info} and {@code export} (zonecfg(1M), spec 2.4).
 *
 * <p>The one table of the language: parsing, checking, info, export and XML read it. Property order is that of info;
 * {@link #xmlAttributes} is the order in documents.
 */
public enum ResourceType {
    INHERIT_PKG_DIR(
            "inherit-pkg-dir",
            "inherited-pkg-dir",
            "dir",
            Count.MANY,
            "directory",
            required("dir", "directory", ValueType.PATH)),
    FS(
            "fs",
            "filesystem",
            "dir",
            Count.MANY,
            "special raw directory type",
            required("dir", "directory", ValueType.PATH),
            required("special", "special", ValueType.DEVICE),
            new Property("raw", "raw", ValueType.DEVICE, Need.OPTIONAL_SHOWN, List.of()),
            required("type", "type", ValueType.FS_TYPE),
            new Property("options", "fsoption", ValueType.FS_OPTION, Need.OPTIONAL_SHOWN, List.of("name=OPTION"))),
    NET(
            "net",
            "network",
            "address",
            Count.MANY,
            "address allowed-address defrouter global-nic mac-addr physical vlan-id",
            required("address", "address", ValueType.ADDRESS),
            optional("allowed-address", "allowed-address", ValueType.ADDRESS),
            optional("defrouter", "defrouter", ValueType.ROUTER),
            optional("global-nic", "global-nic", ValueType.PHYSICAL),
            optional("mac-addr", "mac-addr", ValueType.MAC_ADDRESS),
            required("physical", "physical", ValueType.PHYSICAL),
            namedValues("property", "net-attr"),
            optional("vlan-id", "vlan-id", ValueType.VLAN_ID)),
    DEVICE(
            "device",
            "device",
            "match",
            Count.MANY,
            "match",
            required("match", "match", ValueType.DEVICE),
            namedValues("property", "net-attr")),
    RCTL(
            "rctl",
            "rctl",
            "name",
            Count.MANY,
            "name",
            required("name", "name", ValueType.RCTL_NAME),
            new Property(
                    "value",
                    "rctl-value",
                    ValueType.RCTL_VALUE,
                    Need.REQUIRED,
                    List.of("priv=privileged", "limit=NUMBER", "action=none|deny"))),
    ATTR(
            "attr",
            "attr",
            "name",
            Count.MANY,
            "name type value",
            required("name", "name", ValueType.ATTR_NAME),
            required("type", "type", ValueType.ATTR_TYPE),
            new Property("value", "value", ValueType.TEXT, Need.ANY_TEXT, List.of())),
    DATASET("dataset", "dataset", "name", Count.MANY, "name", required("name", "name", ValueType.DATASET)),
    DEDICATED_CPU(
            "dedicated-cpu",
            "pset",
            "",
            Count.ONE,
            "",
            required("ncpus", "", ValueType.CPU_RANGE),
            optional("importance", "importance", ValueType.COUNT)),
    CAPPED_CPU("capped-cpu", "", "", Count.ONE, "", required("ncpus", "", ValueType.CPU_SHARE)),
    CAPPED_MEMORY(
            "capped-memory",
            "mcap",
            "",
            Count.ONE,
            "physcap",
            optional("physical", "physcap", ValueType.BYTES),
            optional("swap", "", ValueType.BYTES),
            optional("locked", "", ValueType.BYTES)),
    ADMIN(
            "admin",
            "admin",
            "",
            Count.MANY,
            "user auths",
            required("user", "user", ValueType.TEXT),
            required("auths", "auths", ValueType.TEXT)),
    SECURITY_FLAGS(
            "security-flags",
            "security-flags",
            "",
            Count.ONE,
            "lower default upper",
            optional("lower", "lower", ValueType.TEXT),
            optional("default", "default", ValueType.TEXT),
            optional("upper", "upper", ValueType.TEXT)),
    /** Kept from documents of other systems, but no word of the language. */
    DELETED_DEVICE("", "deleted-device", "", Count.MANY, "match", required("match", "match", ValueType.TEXT)),
    /** An element that is not known: all there is of it is what is kept. */
    UNKNOWN("", "", "", Count.MANY, "");

    private enum Count {
        ONE,
        MANY
    }

    private final String word;
    private final String element;
    private final String key;
    private final Count count;
    private final List<String> xmlAttributes;
    private final List<Property> properties;

    ResourceType(String word, String element, String key, Count count, String xmlAttributes, Property... properties) {
        this.word = word;
        this.element = element;
        this.key = key;
        this.count = count;
        this.xmlAttributes = xmlAttributes.isEmpty() ? List.of() : List.of(xmlAttributes.split(" "));
        this.properties = List.of(properties);
    }

    /** The word of the language, empty for what the language does not know. */
    public String word() {
        return word;
    }

    /** The element of the document, empty for a resource that is stored as resource controls. */
    public String element() {
        return element;
    }

    /** The property by which two resources of the type clash, if any. */
    public Optional<String> key() {
        return key.isEmpty() ? Optional.empty() : Optional.of(key);
    }

    /** True if a zone has at most one. */
    public boolean isSingle() {
        return count == Count.ONE;
    }

    public List<String> xmlAttributes() {
        return xmlAttributes;
    }

    public List<Property> properties() {
        return properties;
    }

    /** The property that takes several values, if there is one. */
    public Optional<Property> list() {
        for (Property property : properties) {
            if (property.isList()) {
                return Optional.of(property);
            }
        }
        return Optional.empty();
    }

    public Optional<Property> property(String name) {
        return properties.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** The types the language knows, in info order. */
    public static List<ResourceType> words() {
        return java.util.Arrays.stream(values()).filter(t -> !t.word.isEmpty()).toList();
    }

    public static Optional<ResourceType> of(String word) {
        return words().stream().filter(t -> t.word.equals(word)).findFirst();
    }

    /** The type stored as this element of a zone document, if one is. */
    public static Optional<ResourceType> ofElement(String element) {
        for (ResourceType type : values()) {
            if (type.element.equals(element)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
