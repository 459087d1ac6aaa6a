package org.jzones.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Kept;
import org.jzones.model.ListItem;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.RctlValue;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.Resources;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;

/** What verify says of a configuration, and end of a resource (spec 2.4). */
class ConfigRulesTest {
    private static final Problem NO_HOSTID = Problem.of(Message.VALUE_HOSTID, "hostid", "xyz", "");

    private static ZoneConfig zone(Resource... resources) {
        ZoneConfig zone = ZoneConfig.blank(new ZoneName("z")).with(GlobalProperty.ZONEPATH, "/export/zones/z");
        for (Resource resource : resources) {
            zone = zone.adding(resource);
        }
        return zone;
    }

    /** A resource as {@code TYPE PROPERTY=VALUE...}. */
    private static Resource resource(String text) {
        String[] words = text.split(" ");
        Resource resource = Resource.of(ResourceType.of(words[0]).orElseThrow());
        for (int i = 1; i < words.length; i++) {
            String[] pair = words[i].split("=", 2);
            resource = resource.with(pair[0], pair[1]);
        }
        return resource;
    }

    private static Resource rctl(String name) {
        return Resource.rctl(name, new RctlValue("privileged", "10", "deny"));
    }

    @Test
    void aZonepathIsNeeded() {
        ZoneConfig zone = ZoneConfig.blank(new ZoneName("z"));
        assertEquals(List.of(Problem.of(Message.ZONEPATH_NOT_SET, "z")), ConfigRules.problems(zone));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {"/a:b, true", "/a\"b, true", "/a:\"b, false", "/a\":b, false"})
    void aZonepathThatTheIndexCannotHoldIsRefused(String zonepath, boolean fine) {
        ZoneConfig zone = zone().with(GlobalProperty.ZONEPATH, zonepath);
        assertEquals(
                fine ? List.of() : List.of(Problem.of(Message.ZONEPATH_AMBIGUOUS, zonepath)),
                ConfigRules.problems(zone));
    }

    @Test
    void everythingIsToldThePropertiesFirst() {
        ZoneConfig zone = ZoneConfig.blank(new ZoneName("z"))
                .with(GlobalProperty.ZONEPATH, "export")
                .with(GlobalProperty.HOSTID, "xyz")
                .with(GlobalProperty.POOL, "p")
                .adding(resource("dataset name=/tank"))
                .adding(resource("fs special=/a type=nfs raw=b"))
                .adding(resource("net physical=bge0"))
                .adding(resource("dedicated-cpu ncpus=0"));
        assertEquals(
                List.of(
                        Problem.of(Message.PATH_NOT_ABSOLUTE, "zonepath", "export"),
                        NO_HOSTID,
                        Problem.of(Message.VALUE_DATASET, "dataset name", "/tank", ""),
                        Problem.of(Message.PROPERTY_MISSING, "fs", "dir"),
                        Problem.of(Message.FS_TYPE_INSIDE, "fs", "nfs"),
                        Problem.of(Message.PATH_NOT_ABSOLUTE, "fs raw", "b"),
                        Problem.of(Message.PROPERTY_MISSING, "net 'bge0'", "address"),
                        Problem.of(Message.VALUE_CPU_RANGE, "dedicated-cpu ncpus", "0", ""),
                        Problem.of(Message.NOT_TOGETHER, "pool", "dedicated-cpu")),
                ConfigRules.problems(zone));
    }

    @Test
    void theNameAndTheRootOfTheGlobalZoneAreItsOwn() {
        ZoneConfig global = ZoneConfig.blank(ZoneName.GLOBAL).with(GlobalProperty.ZONEPATH, "/");
        assertEquals(List.of(), ConfigRules.problems(global));
        assertEquals(List.of(NO_HOSTID), ConfigRules.problems(global.with(GlobalProperty.HOSTID, "xyz")));
        assertEquals(
                List.of(Problem.of(Message.PATH_IS_ROOT, "zonepath", "/")),
                ConfigRules.problems(zone().with(GlobalProperty.ZONEPATH, "/")));
        assertEquals(
                List.of(Message.VALUE_ZONE_NAME_RESERVED),
                ConfigRules.problems(zone().named(new ZoneName("SUNWx"))).stream()
                        .map(Problem::message)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fs dir=/mnt special=/dev/dsk/c0 type=ufs",
                "fs dir=/mnt special=/dev/dsk/c0 raw=/dev/rdsk/c0 type=ufs",
                "fs dir=/mnt special=swap raw= type=tmpfs",
                "inherit-pkg-dir dir=/usr",
                "net address=10.0.0.1 physical=bge0",
                "net physical=bge0",
                "net address= physical=bge0 defrouter= vlan-id=",
                "dedicated-cpu ncpus=2 importance=",
                "net physical=bge0 allowed-address=10.0.0.1/24 defrouter=10.0.0.254",
                "net physical=vnic0 global-nic=e0 mac-addr=8:0:20:1:2:3 vlan-id=5",
                "device match=/dev/pts*",
                "attr name=a type=string value=",
                "attr name=a type=uint value=10",
                "dataset name=tank/z",
                "dedicated-cpu ncpus=1-3 importance=10",
                "capped-cpu ncpus=1.5",
                "capped-memory swap=1024",
                "admin user=jo auths=login",
                "security-flags lower=aslr"
            })
    void aResourceInOrderHasNoProblems(String text) {
        assertEquals(List.of(), ConfigRules.problems(resource(text)));
    }

    static Stream<List<Object>> flaws() {
        return Stream.of(
                List.of("fs special=/a type=ufs", Problem.of(Message.PROPERTY_MISSING, "fs", "dir")),
                List.of("fs dir=/mnt type=ufs", Problem.of(Message.PROPERTY_MISSING, "fs '/mnt'", "special")),
                List.of("fs dir=/mnt special=/a", Problem.of(Message.PROPERTY_MISSING, "fs '/mnt'", "type")),
                List.of("fs dir=/mnt special= type=ufs", Problem.of(Message.PROPERTY_MISSING, "fs '/mnt'", "special")),
                List.of("fs dir=mnt special=/a type=ufs", Problem.of(Message.PATH_NOT_ABSOLUTE, "fs dir", "mnt")),
                List.of("inherit-pkg-dir", Problem.of(Message.PROPERTY_MISSING, "inherit-pkg-dir", "dir")),
                List.of("net address=10.0.0.1", Problem.of(Message.PROPERTY_MISSING, "net '10.0.0.1'", "physical")),
                List.of(
                        "net address=10.0.0 physical=bge0",
                        Problem.of(Message.VALUE_ADDRESS, "net address", "10.0.0", "")),
                List.of(
                        "net physical=bge0 defrouter=x_y",
                        Problem.of(Message.VALUE_ROUTER, "net 'bge0' defrouter", "x_y", "")),
                List.of("device", Problem.of(Message.PROPERTY_MISSING, "device", "match")),
                List.of(
                        "rctl name=zone.max-lwps",
                        Problem.of(Message.PROPERTY_MISSING, "rctl 'zone.max-lwps'", "value")),
                List.of("attr type=int value=1", Problem.of(Message.PROPERTY_MISSING, "attr", "name")),
                List.of("attr name=a value=1", Problem.of(Message.PROPERTY_MISSING, "attr 'a'", "type")),
                List.of("attr name=a type=int", Problem.of(Message.PROPERTY_MISSING, "attr 'a'", "value")),
                List.of("attr name=a type=uint value=-1", Problem.of(Message.ATTR_VALUE, "a", "-1", "uint")),
                List.of("attr name=a type=int value=", Problem.of(Message.ATTR_VALUE, "a", "", "int")),
                List.of(
                        "attr name=a type=text value=x",
                        Problem.of(Message.VALUE_CHOICE, "attr 'a' type", "text", "string, int, uint, boolean")),
                List.of("dataset", Problem.of(Message.PROPERTY_MISSING, "dataset", "name")),
                List.of("dedicated-cpu importance=1", Problem.of(Message.PROPERTY_MISSING, "dedicated-cpu", "ncpus")),
                List.of("capped-cpu", Problem.of(Message.PROPERTY_MISSING, "capped-cpu", "ncpus")),
                List.of("capped-memory", Problem.of(Message.CAPPED_MEMORY_EMPTY)),
                List.of("admin user=jo", Problem.of(Message.PROPERTY_MISSING, "admin", "auths")));
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void whatAResourceLacksIsToldWithItsKey(List<Object> flaw) {
        assertEquals(List.of(flaw.get(1)), ConfigRules.problems(resource((String) flaw.get(0))));
    }

    @Test
    void everyItemOfAListIsLookedAt() {
        Resource lwps = rctl("zone.max-lwps")
                .withItems(List.of(
                        ListItem.of("basic", "10", "deny"),
                        ListItem.of("privileged", "10", "deny"),
                        ListItem.of("privileged", "10", "none-at-all")));
        assertEquals(
                List.of(
                        Problem.of(Message.RCTL_PRIV, "rctl 'zone.max-lwps' value", "basic"),
                        Problem.of(Message.RCTL_ACTION, "rctl 'zone.max-lwps' value", "none-at-all")),
                ConfigRules.problems(lwps));
    }

    @Test
    void aDeviceThatIsNamedByItsStorageNeedsNoMatch() {
        Kept storage = new Kept(List.of(new Kept.Attribute("storage", "nfs://h/v")), List.of(), List.of());
        assertEquals(
                List.of(), ConfigRules.problems(Resource.of(ResourceType.DEVICE).withKept(storage)));
    }

    @ParameterizedTest
    @CsvSource({
        "fs dir=/a, fs dir=/a, fs dir /a",
        "fs dir=/a special=/x, fs dir=/b special=/x, ",
        "fs dir=/a, inherit-pkg-dir dir=/a, ",
        "inherit-pkg-dir dir=/a, inherit-pkg-dir dir=/a, inherit-pkg-dir dir /a",
        "net address=10.0.0.1 physical=a, net address=10.0.0.1/24 physical=b, net address 10.0.0.1/24",
        "net address=10.0.0.1/25, net address=10.0.0.1/24, ",
        "net address=x_y, net address=x_y, net address x_y",
        "net address=x_y, net address=10.0.0.1, ",
        "net address=10.0.0.1, net address=x_y, ",
        "net physical=a, net physical=a, ",
        "net address= physical=a, net address= physical=a, ",
        "net address=10.0.0.1 physical=a, net physical=a, ",
        "device match=/dev/a, device match=/dev/a, device match /dev/a",
        "rctl name=zone.a, rctl name=zone.a, rctl name zone.a",
        "attr name=a type=int, attr name=a type=uint, attr name a",
        "dataset name=t, dataset name=t, dataset name t",
        "admin user=jo, admin user=jo, "
    })
    void aSecondResourceWithTheKeyClashes(String there, String added, String told) {
        List<Resource> others = List.of(resource("capped-cpu ncpus=1"), resource(there));
        Optional<Problem> problem = Optional.ofNullable(told).map(text -> {
            String[] words = text.split(" ");
            return Problem.of(Message.RESOURCE_EXISTS, words[0], words[1], words[2]);
        });
        assertEquals(problem, ConfigRules.clash(others, resource(added)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dedicated-cpu", "capped-cpu", "capped-memory", "security-flags"})
    void ofTheseAZoneHasOneAtMost(String type) {
        Resource one = resource(type);
        Resource admin = resource("admin user=jo");
        assertEquals(
                Optional.of(Problem.of(Message.RESOURCE_SINGLE, type)), ConfigRules.clash(List.of(admin, one), one));
        assertEquals(Optional.empty(), ConfigRules.clash(List.of(admin), one));
    }

    @Test
    void resourcesWithTheSameKeyAreWarnedOfOnce() {
        ZoneConfig zone = zone(
                resource("attr name=disk type=string value=a"),
                resource("dataset name=t"),
                resource("attr name=other type=string value=a"),
                resource("attr name=disk type=string value=b"),
                resource("dataset name=t"),
                resource("attr name=disk type=string value=a"));
        assertEquals(
                List.of(
                        Problem.of(Message.DUPLICATE_KEY, 3, "attr", "name", "disk"),
                        Problem.of(Message.DUPLICATE_KEY, 2, "dataset", "name", "t")),
                ConfigRules.warnings(zone));
        assertEquals(List.of(), ConfigRules.problems(zone));
    }

    @Test
    void resourcesWithoutAKeyAreNoDuplicates() {
        ZoneConfig zone = zone(
                resource("admin user=jo auths=login"),
                resource("admin user=jo auths=login"),
                Resource.of(ResourceType.DELETED_DEVICE).with("match", "/dev/a"),
                Resource.of(ResourceType.DELETED_DEVICE).with("match", "/dev/a"));
        assertEquals(List.of(), ConfigRules.warnings(zone));
    }

    @Test
    void whatIsKeptWithoutBeingKnownIsWarnedOf() {
        Kept macLearn = new Kept(List.of(new Kept.Attribute("mac-learn", "on")), List.of(), List.of());
        ZoneConfig zone = zone(
                Resource.unknown("future", "<future/>"),
                resource("net address=10.0.0.1 physical=a").withKept(macLearn),
                Resource.unknown("future", "<future/>"));
        assertEquals(
                List.of(Problem.of(Message.KEPT_UNKNOWN, "<future>, network mac-learn")), ConfigRules.warnings(zone));
    }

    @Test
    void onlyAKeyThatOthersHaveIsShared() {
        Resource disk = resource("attr name=disk type=string value=a");
        Resource other = resource("attr name=other type=string value=a");
        ZoneConfig zone = zone(disk, other, disk);
        assertEquals(true, ConfigRules.isShared(zone, disk));
        assertEquals(false, ConfigRules.isShared(zone, other));
        assertEquals(
                Optional.of(Problem.of(Message.DUPLICATE_KEY, 2, "attr", "name", "disk")),
                ConfigRules.sharedName(zone, disk));
        assertEquals(Optional.empty(), ConfigRules.sharedName(zone, other));
    }

    static Stream<List<List<String>>> several() {
        return Stream.of(
                List.of(
                        List.of("net address=10.0.0.1/24 physical=a", "net address=10.0.0.1 physical=a"),
                        List.of("address")),
                List.of(List.of("attr name=d type=int value=1", "attr name=d type=int value=2"), List.of("value")),
                List.of(
                        List.of(
                                "attr name=d type=int value=1",
                                "attr name=d type=uint value=1",
                                "attr name=d type=uint value=2"),
                        List.of("type", "value")),
                List.of(List.of("attr name=d type=int value=1", "attr name=d type=int value=1"), List.of()),
                List.of(List.of("net physical=a", "net physical=a vlan-id=1"), List.of("vlan-id")));
    }

    @ParameterizedTest
    @MethodSource("several")
    void severalAreToldApartByOnePropertyOrElseByAllThatDiffer(List<List<String>> row) {
        List<Resource> resources =
                row.get(0).stream().map(ConfigRulesTest::resource).toList();
        assertEquals(row.get(1), ConfigRules.tellingApart(resources));
    }

    @Test
    void itemsOfAListTellNothingApart() {
        Resource net = resource("net physical=a");
        assertEquals(
                List.of(), ConfigRules.tellingApart(List.of(net, net.withItems(List.of(ListItem.of("mtu", "1500"))))));
    }

    @ParameterizedTest
    @CsvSource({
        "net address=10.0.0.1/24 physical=a, address, 10.0.0.1, true",
        "net address=10.0.0.1/24 physical=a, address, 10.0.0.1/24, true",
        "net address=10.0.0.1/24 physical=a, address, 10.0.0.1/25, false",
        "net address=fe80::1/10 physical=a, address, FE80:0::1, true",
        "net address=10.0.0.1/24 physical=a, physical, a, true",
        "net address=10.0.0.1/24 physical=a, physical, b, false",
        "net address=10.0.0.1/24 physical=a, defrouter, b, false",
        "net physical=a allowed-address=10.0.0.1/24, allowed-address, 10.0.0.1, false",
        "attr name=address type=string value=10.0.0.1/24, value, 10.0.0.1, false",
        "dataset name=t, name, t, true",
        "dataset name=t, name, T, false"
    })
    void aFilterMatchesTheSameTextAndAnAddressAsItClashes(String text, String property, String value, boolean matches) {
        assertEquals(matches, ConfigRules.matches(resource(text), property, value));
    }

    @Test
    void aResourceControlInAFormOfItsOwnIsInTheWay() {
        ZoneConfig basic = zone(rctl(Resources.CPU_CAP).withItems(List.of(ListItem.of("basic", "1", "deny"))));
        Problem inTheWay = Problem.of(Message.RCTL_IN_THE_WAY, "capped-cpu", "zone.cpu-cap");
        Resource capped = resource("capped-cpu ncpus=1");
        assertEquals(Optional.of(inTheWay), ConfigRules.rctlInTheWay(basic, capped));
        assertEquals(Optional.empty(), ConfigRules.rctlInTheWay(zone(rctl(Resources.CPU_CAP)), capped));
        assertEquals(Optional.empty(), ConfigRules.rctlInTheWay(zone(rctl("zone.max-lwps")), capped));
        ZoneConfig swap = zone(rctl("zone.max-swap").withItems(List.of(ListItem.of("privileged", "1", "none"))));
        assertEquals(
                Optional.of(Problem.of(Message.RCTL_IN_THE_WAY, "capped-memory", "zone.max-swap")),
                ConfigRules.rctlInTheWay(swap, resource("capped-memory locked=1 swap=1")));
        assertEquals(Optional.empty(), ConfigRules.rctlInTheWay(swap, resource("capped-memory locked=1")));
    }
}
