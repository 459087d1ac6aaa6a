package org.jzones.support;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jzones.check.ConfigRules;
import org.jzones.check.ValueRules;
import org.jzones.model.GlobalProperty;
import org.jzones.model.ListItem;
import org.jzones.model.Numbers;
import org.jzones.model.Property;
import org.jzones.model.RctlAlias;
import org.jzones.model.RctlValue;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.Resources;
import org.jzones.model.ValueType;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;

/** Random valid configurations, with the values that quoting and parsing find hardest. */
public final class RandomZones {
    private static final List<String> NASTY = List.of(
            " ",
            "  ",
            "\"",
            "\"\"",
            "=",
            ",",
            ";",
            "#",
            "(",
            ")",
            "[",
            "]",
            "\\",
            "\\\"",
            "\\\\",
            "'",
            "!",
            "$",
            "`",
            "&",
            "<",
            ">",
            "%",
            "~",
            "*",
            "?",
            "-F",
            "-?",
            "é",
            "ß",
            "ж",
            "漢字",
            "😀",
            "\u00a0",
            "\u2003",
            "\u2028",
            "\u3000",
            "\ufeff",
            "end",
            "a",
            "b",
            "xyz",
            "0",
            "==",
            "[a,b]",
            "(x=y)",
            "# no comment",
            "\\n",
            "a b",
            ":",
            "@",
            "|",
            "{",
            "}",
            "&amp;",
            "]]>",
            "<!--");

    private static final List<String> PRIVILEGES = List.of("default", "default,!sys_mount", "basic,-proc_info", "all");

    private final Random random;

    public RandomZones(long seed) {
        this.random = new Random(seed);
    }

    public Random random() {
        return random;
    }

    /** A configuration that verifies, of any properties and resources. */
    public ZoneConfig next(String name) {
        ZoneConfig config = ZoneConfig.blank(new ZoneName(name)).with(GlobalProperty.ZONEPATH, path());
        for (GlobalProperty property : GlobalProperty.values()) {
            if (property != GlobalProperty.ZONENAME && property != GlobalProperty.ZONEPATH && random.nextInt(3) == 0) {
                boolean privileges = property == GlobalProperty.LIMITPRIV;
                config = config.with(property, privileges ? one(PRIVILEGES) : value(property.type()));
            }
        }
        for (RctlAlias alias : RctlAlias.values()) {
            if (random.nextInt(6) == 0) {
                config = Resources.withAlias(config, alias, value(alias.type()));
            }
        }
        int count = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            config = adding(config, resource(one(ResourceType.words())));
        }
        return ConfigRules.problems(config).isEmpty() ? config : next(name);
    }

    /** With the resource, if the zone can have it. */
    private static ZoneConfig adding(ZoneConfig config, Resource resource) {
        boolean wrong = !ConfigRules.problems(resource).isEmpty()
                || ConfigRules.rctlInTheWay(config, resource).isPresent()
                || ConfigRules.clash(Resources.of(config, resource.type()), resource)
                        .isPresent();
        ZoneConfig added = wrong ? config : Resources.add(config, resource);
        return ConfigRules.problems(added).isEmpty() ? added : config;
    }

    /** A resource with values that fit; whether it fits a zone is not looked at. */
    public Resource resource(ResourceType type) {
        Resource resource = Resource.of(type);
        for (Property property : type.properties()) {
            boolean dispensable = !property.isRequired() || property.type() == ValueType.ADDRESS;
            boolean wanted = !dispensable || random.nextBoolean();
            if (property.isList()) {
                resource = resource.withItems(items(property));
            } else if (wanted) {
                resource = resource.with(property.name(), text(type, property));
            }
        }
        return type == ResourceType.ATTR ? attr(resource) : resource;
    }

    private String text(ResourceType type, Property property) {
        boolean raw = type == ResourceType.FS && property.name().equals("raw");
        return (raw ? "/" : "") + value(property.type());
    }

    private Resource attr(Resource attr) {
        String value = switch (attr.get("type")) {
            case "boolean" -> Boolean.toString(random.nextBoolean());
            case "int" -> Long.toString(random.nextLong());
            case "uint" -> count();
            default -> nasty(0);
        };
        return attr.with("value", value);
    }

    /** A valid value of the type, as it is kept. */
    public String value(ValueType type) {
        String value = switch (type) {
            case ZONE_NAME -> "z" + random.nextInt(1000);
            case PATH -> path();
            case TEXT, DEVICE, RCTL_VALUE, FS_OPTION -> nasty(1);
            case BOOLEAN, BRAND, IP_TYPE, ATTR_TYPE -> one(type.choices());
            case HOSTID -> one(List.of("0x1234abcd", "ABCDEF", "0Xf", "7"));
            case FS_TYPE -> random.nextBoolean() ? one(type.choices()) : nasty(1).replace('/', '-');
            case ADDRESS -> address();
            case ROUTER -> one(List.of("10.0.0.254", "router.example", "fe80::1"));
            case PHYSICAL -> one(List.of("hme0", "bge1", "ünter#0", "e\"1", "a=b", "x;y", "[0]"));
            case MAC_ADDRESS -> one(List.of("2:8:20:1a:2b:3c", "02:08:20:FF:00:0f"));
            case VLAN_ID -> one(List.of("0", "3317", "4094"));
            case RCTL_NAME -> random.nextInt(4) == 0 ? "zone." + nasty(1) : rctl();
            case ATTR_NAME -> one(List.of("a", "comment", "9.x-y", "A.b-c")) + random.nextInt(9);
            case DATASET -> one(List.of("tank", "tank/zones", "tank/a:b/c.d-e_f")) + random.nextInt(99);
            case CPU_RANGE -> one(List.of("1", "1-3", "2-64"));
            case CPU_SHARE -> one(List.of("0.01", "1.5", "2", "64.25"));
            case COUNT -> count();
            case BYTES -> one(List.of("512M", "1.5G", "1023", "1T", "0", count()));
        };
        return ValueRules.canonical(type, value);
    }

    private String rctl() {
        List<String> known = new ArrayList<>(List.of("zone.max-swap", "zone.max-locked-memory", "zone.cpu-cap"));
        for (RctlAlias alias : RctlAlias.values()) {
            known.add(alias.rctl());
        }
        return one(known);
    }

    /** A text of pieces that are hard to quote, at least so many; none that the language puts something else in the place of. */
    public String nasty(int atLeast) {
        StringBuilder text = new StringBuilder();
        int pieces = atLeast + random.nextInt(6);
        for (int i = 0; i < pieces; i++) {
            text.append(one(NASTY));
        }
        return text.toString().replace("%{", "%-{");
    }

    private List<ListItem> items(Property list) {
        List<ListItem> items = new ArrayList<>();
        int count = (list.isRequired() ? 1 : 0) + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            boolean rctl = list.type() == ValueType.RCTL_VALUE;
            items.add(
                    rctl
                            ? new RctlValue("privileged", count(), random.nextBoolean() ? "deny" : "none").item()
                            : new ListItem(list.fields().stream()
                                    .map(field -> value(list.type()))
                                    .toList()));
        }
        return items;
    }

    private String path() {
        StringBuilder path = new StringBuilder("/export");
        int components = 1 + random.nextInt(3);
        for (int i = 0; i < components; i++) {
            path.append("/x").append(nasty(0).replace('/', '-'));
        }
        return path.toString().getBytes(StandardCharsets.UTF_8).length > 1000 ? path() : path.toString();
    }

    private String address() {
        int host = random.nextInt(200);
        return one(
                List.of("10.0.0." + host, "10.1.0." + host + "/24", "2001:db8::" + host + "/64", "h" + host + ".x/8"));
    }

    private String count() {
        String count = one(
                List.of("0", "1", "100", "1048576", "18446744073709551615", Integer.toString(random.nextInt(9999))));
        if (!Numbers.isUnsigned(count)) {
            throw new IllegalStateException(count);
        }
        return count;
    }

    /** One of these. */
    public <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
