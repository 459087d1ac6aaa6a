package org.jzones.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Verb;

/** Which verbs work for zones of which brand (spec 1.4, 3.5). */
class BrandRulesTest {
    private static final Set<Verb> RUNNING =
            EnumSet.of(Verb.INSTALL, Verb.CLONE, Verb.READY, Verb.BOOT, Verb.REBOOT, Verb.SHUTDOWN);

    private static final List<String> HERE = List.of("native", "lx");

    @ParameterizedTest
    @EnumSource
    void onlyWhatFillsAZoneOrRunsItAsksForItsBrand(Verb verb) {
        Problem told = BrandRules.doesNotRun(verb, "solaris10", HERE);
        assertEquals(
                RUNNING.contains(verb) ? Optional.of(told) : Optional.empty(),
                BrandRules.running(verb, "solaris10", HERE));
        assertEquals(Optional.empty(), BrandRules.running(verb, "lx", HERE));
    }

    static Stream<List<List<String>>> brands() {
        return Stream.of(
                List.of(List.of(), List.of("")),
                List.of(List.of("native"), List.of("native")),
                List.of(HERE, List.of("native and lx")),
                List.of(List.of("native", "cluster", "labeled"), List.of("native, cluster and labeled")));
    }

    @ParameterizedTest
    @MethodSource("brands")
    void whatRunsHereIsTold(List<List<String>> row) {
        assertEquals(
                Problem.of(Message.BRAND_DOES_NOT_RUN, "kvm", "boot", row.get(1).get(0)),
                BrandRules.doesNotRun(Verb.BOOT, "kvm", row.get(0)));
    }

    @ParameterizedTest
    @CsvSource({"native, attach", "cluster, attach", "labeled, attach", "lx, attach", "solaris10, attach -F"})
    void onlyWithTheSoftwareOfItsBrandIsAZoneCompared(String brand, String attach) {
        boolean compared = attach.equals("attach");
        assertEquals(compared, BrandRules.isCompared(brand));
        assertEquals(attach, BrandRules.attach(brand));
        assertEquals(
                compared
                        ? Optional.empty()
                        : Optional.of(Problem.of(Message.BRAND_NOT_COMPARED, brand, "native, cluster, labeled and lx")),
                BrandRules.comparing(brand));
    }
}
