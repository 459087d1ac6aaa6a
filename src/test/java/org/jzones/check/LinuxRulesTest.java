package org.jzones.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.model.Capabilities;
import org.jzones.model.GlobalProperty;
import org.jzones.model.LinuxFacts;
import org.jzones.model.LinuxFacts.Init;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.RctlAlias;
import org.jzones.model.RctlValue;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.Resources;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;

/** What keeps a zone of brand lx from running on a machine, all of it at once; and what of it has no effect. */
class LinuxRulesTest {
    private static final Set<String> ALL_CAPABILITIES = Capabilities.ofBits(-1);

    private static LinuxFacts facts(Init init, Set<String> capabilities) {
        return facts("/sbin/init", init, capabilities);
    }

    private static LinuxFacts facts(String program, Init init, Set<String> capabilities) {
        return new LinuxFacts(
                true,
                List.of(),
                Map.of("lo", false, "eth0", false, "br0", true),
                Map.of("10.77.0.1", "this machine", "10.77.0.9/16", "zone 'y'", "2001:db8:0:0:0:0:0:1", "this machine"),
                2,
                program,
                init,
                true,
                true,
                Optional.of(capabilities),
                List.of(),
                List.of(),
                List.of());
    }

    private static final LinuxFacts IN_ORDER = facts(Init.FINE, ALL_CAPABILITIES);

    private static ZoneConfig zone() {
        return ZoneConfig.blank(new ZoneName("z"))
                .with(GlobalProperty.ZONEPATH, "/zones/z")
                .with(GlobalProperty.BRAND, "lx");
    }

    private static ZoneConfig attr(ZoneConfig zone, String name, String value) {
        return zone.adding(Resource.of(ResourceType.ATTR)
                .with("name", name)
                .with("type", "string")
                .with("value", value));
    }

    private static Resource net(String physical, String address) {
        Resource net = Resource.of(ResourceType.NET).with("physical", physical);
        return address.isEmpty() ? net : net.with("address", address);
    }

    private static ZoneConfig memory(String... texts) {
        Resource memory = Resource.of(ResourceType.CAPPED_MEMORY);
        for (int i = 0; i < texts.length; i += 2) {
            memory = memory.with(texts[i], texts[i + 1]);
        }
        return Resources.add(zone(), memory);
    }

    private static ZoneConfig with(ResourceType type, String property, String text) {
        return Resources.add(zone(), Resource.of(type).with(property, text));
    }

    private static ZoneConfig rctl(String name, String limit, String action) {
        return zone().adding(Resource.rctl(name, new RctlValue("privileged", limit, action)));
    }

    static Stream<Arguments> good() {
        return Stream.of(
                        zone(),
                        attr(zone(), "init", "busybox httpd -f -h /srv/www"),
                        attr(zone(), "init", "'my program' x"),
                        attr(attr(zone(), "env", "A=B"), "env.1", "LC_ALL="),
                        attr(attr(zone(), "cwd", "/srv"), "stop-signal", "RTMIN+3"),
                        zone().adding(net("br0", "10.77.0.5/24")).adding(net("eth0", "2001:db8::5/64")),
                        zone().with(GlobalProperty.IP_TYPE, "exclusive").adding(net("eth0", "")),
                        zone().with(GlobalProperty.LIMITPRIV, "default,sys_time,!chown"),
                        with(ResourceType.CAPPED_CPU, "ncpus", "2"),
                        with(ResourceType.CAPPED_CPU, "ncpus", "0.01"),
                        with(ResourceType.DEDICATED_CPU, "ncpus", "2"),
                        with(ResourceType.DEDICATED_CPU, "ncpus", "1-8"),
                        memory("physical", "1048576", "swap", "0", "locked", "0"),
                        memory("physical", "9223372036854775807"),
                        memory("locked", "65536"),
                        Resources.withAlias(zone(), RctlAlias.MAX_PROCESSES, "1"))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("good")
    void whatIsInOrder(ZoneConfig config) {
        assertEquals(List.of(), ConfigRules.problems(config));
        assertEquals(List.of(), LinuxRules.problems(config, IN_ORDER));
        assertEquals(List.of(), LinuxRules.warnings(config, Map.of()));
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of(attr(zone(), "init", "sh -c 'x"), Problem.of(Message.INIT_QUOTE, "sh -c 'x")),
                Arguments.of(attr(zone(), "init", ""), Problem.of(Message.INIT_EMPTY)),
                Arguments.of(attr(zone(), "init", "   "), Problem.of(Message.INIT_EMPTY)),
                Arguments.of(attr(zone(), "init", "'' x"), Problem.of(Message.INIT_EMPTY)),
                Arguments.of(attr(zone(), "env.2", "A"), Problem.of(Message.ATTR_ENV_BAD, "env.2", "A")),
                Arguments.of(attr(zone(), "env", "=A"), Problem.of(Message.ATTR_ENV_BAD, "env", "=A")),
                Arguments.of(attr(zone(), "cwd", "srv"), Problem.of(Message.PATH_NOT_ABSOLUTE, "attr cwd", "srv")),
                Arguments.of(zone().adding(net("br0", "10.77.0.5")), Problem.of(Message.ADDRESS_NOT_CIDR, "10.77.0.5")),
                Arguments.of(zone().adding(net("br0", "myhost/24")), Problem.of(Message.ADDRESS_NOT_CIDR, "myhost/24")),
                Arguments.of(
                        zone().adding(net("br0", "10.77.0.1/24")),
                        Problem.of(Message.ADDRESS_TAKEN, "10.77.0.1/24", "this machine")),
                Arguments.of(
                        zone().adding(net("br0", "10.77.0.9/24")),
                        Problem.of(Message.ADDRESS_TAKEN, "10.77.0.9/24", "zone 'y'")),
                Arguments.of(
                        zone().adding(net("br0", "2001:DB8::1/64")),
                        Problem.of(Message.ADDRESS_TAKEN, "2001:DB8::1/64", "this machine")),
                Arguments.of(
                        zone().adding(net("br1", "10.77.0.5/24")),
                        Problem.of(Message.BRIDGE_MISSING, "br1", " && ip addr add 10.77.0.1/24 dev br1")),
                Arguments.of(
                        zone().adding(net("br1", "10.77.0.5/24").with("defrouter", "10.77.0.254")),
                        Problem.of(Message.BRIDGE_MISSING, "br1", " && ip addr add 10.77.0.254/24 dev br1")),
                Arguments.of(
                        zone().adding(net("br1", "192.168.200.129/25")),
                        Problem.of(Message.BRIDGE_MISSING, "br1", " && ip addr add 192.168.200.130/25 dev br1")),
                Arguments.of(
                        zone().adding(net("br1", "255.255.255.254/8")),
                        Problem.of(Message.BRIDGE_MISSING, "br1", " && ip addr add 255.0.0.1/8 dev br1")),
                Arguments.of(zone().adding(net("br1", "10.0.0.1/31")), Problem.of(Message.BRIDGE_MISSING, "br1", "")),
                Arguments.of(
                        zone().adding(net("br1", "2001:db8::2/64")), Problem.of(Message.BRIDGE_MISSING, "br1", "")),
                Arguments.of(
                        zone().with(GlobalProperty.IP_TYPE, "exclusive").adding(net("eth1", "")),
                        Problem.of(Message.NIC_MISSING, "eth1")),
                Arguments.of(
                        zone().with(GlobalProperty.IP_TYPE, "exclusive").adding(net("br0", "")),
                        Problem.of(Message.NIC_IS_BRIDGE, "br0")),
                Arguments.of(
                        zone().with(GlobalProperty.LIMITPRIV, "default,all,proc_info"),
                        Problem.of(Message.CAPABILITY_UNKNOWN, "all, proc_info")),
                Arguments.of(
                        with(ResourceType.CAPPED_CPU, "ncpus", "2.01"),
                        Problem.of(Message.CPUS_TOO_MANY, "capped-cpu ncpus", "2.01", 2)),
                Arguments.of(
                        rctl("zone.cpu-cap", "0", "deny"),
                        Problem.of(Message.CPUS_TOO_FEW, "capped-cpu ncpus", "0.00")),
                Arguments.of(
                        with(ResourceType.DEDICATED_CPU, "ncpus", "3-4"),
                        Problem.of(Message.CPUS_TOO_MANY, "dedicated-cpu ncpus", "3-4", 2)),
                Arguments.of(
                        with(ResourceType.DEDICATED_CPU, "ncpus", "3"),
                        Problem.of(Message.CPUS_TOO_MANY, "dedicated-cpu ncpus", "3", 2)),
                Arguments.of(memory("swap", "1048576"), Problem.of(Message.SWAP_WITHOUT_PHYSICAL)),
                Arguments.of(memory("physical", "0"), Problem.of(Message.LIMIT_ZERO, "capped-memory physical")),
                Arguments.of(
                        memory("physical", "9223372036854775807", "swap", "1"),
                        Problem.of(
                                Message.LIMIT_TOO_LARGE,
                                "capped-memory physical and swap together,",
                                "9223372036854775808")),
                Arguments.of(
                        memory("locked", "18446744073709551615"),
                        Problem.of(Message.LIMIT_TOO_LARGE, "capped-memory locked", "18446744073709551615")),
                Arguments.of(
                        Resources.withAlias(zone(), RctlAlias.MAX_LWPS, "0"),
                        Problem.of(Message.LIMIT_ZERO, "max-lwps")),
                Arguments.of(
                        Resources.withAlias(zone(), RctlAlias.MAX_PROCESSES, "9223372036854775808"),
                        Problem.of(Message.LIMIT_TOO_LARGE, "max-processes", "9223372036854775808")));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void whatIsNot(ZoneConfig config, Problem told) {
        assertEquals(List.of(), ConfigRules.problems(config));
        assertEquals(List.of(told), LinuxRules.problems(config, IN_ORDER));
    }

    @ParameterizedTest
    @CsvSource({
        "MISSING, '', INIT_NONE, /sbin/init",
        "NOT_EXECUTABLE, '', INIT_NOT_EXECUTABLE, /sbin/init",
        "MISSING, 'x -y', INIT_MISSING, x",
        "NOT_EXECUTABLE, '\"a b\" c', INIT_NOT_EXECUTABLE, a b"
    })
    void theFirstProgram(Init there, String init, Message message, String program) {
        ZoneConfig config = init.isEmpty() ? zone() : attr(zone(), "init", init);
        assertEquals(
                List.of(Problem.of(message, program)),
                LinuxRules.problems(config, facts(program, there, ALL_CAPABILITIES)));
    }

    @Test
    void aFirstProgramThatCannotBeReadIsNotLookedFor() {
        assertEquals(
                List.of(Problem.of(Message.INIT_EMPTY)),
                LinuxRules.problems(attr(zone(), "init", ""), facts(Init.MISSING, ALL_CAPABILITIES)));
    }

    @Test
    void capabilitiesThatRootHasNot() {
        LinuxFacts facts =
                facts(Init.FINE, Set.copyOf(Capabilities.of("!chown,!kill").names()));
        assertEquals(
                List.of(Problem.of(Message.CAPABILITY_LACKING, "CAP_CHOWN, CAP_KILL, CAP_SYS_TIME")),
                LinuxRules.problems(zone().with(GlobalProperty.LIMITPRIV, "sys_time"), facts));
    }

    @Test
    void everythingIsToldAtOnceAndRootFirst() {
        Problem target = Problem.of(Message.MOUNT_TARGET_NOT_DIRECTORY, "/zones/z/root/dev", "/dev");
        LinuxFacts nothing = new LinuxFacts(
                false,
                List.of(
                        Problem.of(Message.PROGRAM_NOT_INSTALLED, "conmon", "conmon"),
                        Problem.of(Message.PROGRAM_NOT_INSTALLED, "ip", "iproute2")),
                Map.of(),
                Map.of(),
                1,
                "/sbin/init",
                Init.MISSING,
                false,
                false,
                Optional.empty(),
                List.of("/dev/x*"),
                List.of("/dev/sdx"),
                List.of(target));
        ZoneConfig config = attr(
                        zone().adding(net("br0", "10.0.0.5")).adding(net("br0", "10.0.0.6/8")), "stop-signal", "X")
                .with(GlobalProperty.LIMITPRIV, "all");
        assertEquals(
                List.of(
                        Problem.of(Message.RUN_NEEDS_ROOT),
                        Problem.of(Message.PROGRAM_NOT_INSTALLED, "conmon", "conmon"),
                        Problem.of(Message.PROGRAM_NOT_INSTALLED, "ip", "iproute2"),
                        Problem.of(Message.ADDRESS_NOT_CIDR, "10.0.0.5"),
                        Problem.of(Message.BRIDGE_MISSING, "br0", ""),
                        Problem.of(Message.INIT_NONE, "/sbin/init"),
                        Problem.of(Message.ATTR_SIGNAL_BAD, "X"),
                        Problem.of(Message.ATTR_USER_UNKNOWN, ""),
                        Problem.of(Message.CAPABILITY_UNKNOWN, "all"),
                        Problem.of(Message.DEVICE_NONE, "/dev/x*"),
                        Problem.of(Message.FS_SPECIAL_MISSING, "/dev/sdx"),
                        target),
                LinuxRules.problems(config, nothing));
    }

    private static final Map<String, UnaryOperator<ZoneConfig>> WITHOUT_EFFECT = Map.ofEntries(
            Map.entry("hostid", zone -> zone.with(GlobalProperty.HOSTID, "80f0c086")),
            Map.entry("scheduling-class", zone -> zone.with(GlobalProperty.SCHEDULING_CLASS, "TS")),
            Map.entry("pool", zone -> zone.with(GlobalProperty.POOL, "p")),
            Map.entry("fs-allowed", zone -> zone.with(GlobalProperty.FS_ALLOWED, "ufs")),
            Map.entry(
                    "dataset 'tank/z'",
                    zone -> zone.adding(Resource.of(ResourceType.DATASET).with("name", "tank/z"))),
            Map.entry("attr 'comment'", zone -> attr(zone, "comment", "x")),
            Map.entry("attr 'environment'", zone -> attr(zone, "environment", "x")),
            Map.entry("max-shm-memory", zone -> Resources.withAlias(zone, RctlAlias.MAX_SHM_MEMORY, "5")),
            Map.entry(
                    "max-lwps",
                    zone -> zone.adding(Resource.rctl("zone.max-lwps", new RctlValue("privileged", "5", "none")))),
            Map.entry(
                    "rctl 'project.x'",
                    zone -> zone.adding(Resource.rctl("project.x", new RctlValue("privileged", "5", "none")))),
            Map.entry(
                    "net '10.0.0.5/8' mac-addr",
                    zone -> zone.adding(net("br0", "10.0.0.5/8").with("mac-addr", "0:1:2:3:4:5"))),
            Map.entry(
                    "dedicated-cpu importance",
                    zone -> zone.adding(Resource.of(ResourceType.DEDICATED_CPU)
                            .with("ncpus", "1")
                            .with("importance", "5"))));

    static Stream<String> withoutEffect() {
        return WITHOUT_EFFECT.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("withoutEffect")
    void whatHasNoEffectIsSaid(String what) {
        ZoneConfig config = Objects.requireNonNull(WITHOUT_EFFECT.get(what)).apply(zone());
        assertEquals(List.of(Problem.of(Message.NO_EFFECT, what)), LinuxRules.warnings(config, Map.of()));
        assertEquals(List.of(), LinuxRules.problems(config, IN_ORDER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"init", "hostname", "env", "env.1", "env.LC", "cwd", "stop-signal", "needs"})
    void attrsThatHave(String name) {
        assertEquals(List.of(), LinuxRules.warnings(attr(zone(), name, "A=B"), Map.of()));
    }

    @Test
    void limitsThatHave() {
        ZoneConfig config = memory("physical", "1048576", "swap", "5", "locked", "5");
        config = Resources.add(config, Resource.of(ResourceType.CAPPED_CPU).with("ncpus", "1"));
        for (RctlAlias alias : List.of(RctlAlias.CPU_SHARES, RctlAlias.MAX_LWPS, RctlAlias.MAX_PROCESSES)) {
            config = Resources.withAlias(config, alias, "5");
        }
        assertEquals(List.of(), LinuxRules.warnings(config, Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "'  ', ''", "'bash /usr', /usr", "-bash, -bash", "'libc6:', libc6:"})
    void needsNamesPackages(String value, String told) {
        assertEquals(
                List.of(Problem.of(Message.ATTR_NEEDS_BAD, told)),
                LinuxRules.problems(attr(zone(), "needs", value), IN_ORDER));
        assertEquals(
                List.of(), LinuxRules.problems(attr(zone(), "needs", "bash  g++-12 libc6:i386\tX11_apps"), IN_ORDER));
    }

    @Test
    void anAddressOfAZoneThatIsNotUpIsAWarning() {
        ZoneConfig config = zone().adding(net("br0", "10.77.0.5/24")).adding(net("br0", "2001:db8::5/64"));
        Map<String, String> others =
                Map.of("10.77.0.5/16", "zone 'b'", "2001:db8:0::5/64", "zone 'c'", "10.77.0.50/24", "zone 'd'");
        assertEquals(
                List.of(
                        Problem.of(Message.ADDRESS_SHARED, "10.77.0.5/24", "zone 'b'"),
                        Problem.of(Message.ADDRESS_SHARED, "2001:db8::5/64", "zone 'c'")),
                LinuxRules.warnings(config, others));
    }
}
