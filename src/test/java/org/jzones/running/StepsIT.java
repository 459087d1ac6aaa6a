package org.jzones.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jzones.support.LinuxHost;
import org.jzones.support.MortalCommand;
import org.jzones.support.TestHost.Result;

/**
 * Each command that changes what runs is killed before each of its steps: list tells what is so then, boot gets where that
 * one wanted to, halt leaves nothing, and the zone boots again. All of them are in a reboot, which dies with either engine.
 */
class StepsIT {
    private static final int KILLED = 137;
    private static final String FIRST = "/bin/sh -c 'trap exit TERM; while :; do sleep 0.05; done'";

    @TempDir
    Path directory = Path.of("");

    @ParameterizedTest
    @CsvSource({"crun, ready", "crun, boot", "crun, halt", "crun, reboot", "crun, shutdown", "runc, reboot"})
    void aCommandDiesAtEachStep(String engine, String verb) throws IOException {
        try (LinuxHost host = LinuxHost.at(directory.resolve("host"), engine)) {
            Path java = MortalCommand.java(directory.resolve("java"));
            host.zone("z", FIRST, LinuxHost.net("10.77.0.7"));
            String before = host.traces();
            bring(host, verb);
            List<String> steps = steps(host, java, verb, -1, 0);
            assertTrue(steps.containsAll(expected(verb)), steps.toString());
            LinuxHost.require(host.zoneadm("-z", "z", "halt"));
            for (int i = 0; i < steps.size(); i++) {
                String about = verb + " dies before " + steps.get(i) + ", step " + i + " of " + steps;
                bring(host, verb);
                assertEquals(steps.subList(0, i), steps(host, java, verb, i, KILLED), about);
                assertTrueState(host, engine, about);
                if (verb.equals("boot") || verb.equals("reboot")) {
                    LinuxHost.require(host.zoneadm("-z", "z", "boot"));
                    assertEquals("in\n", host.inside("z", "echo in").out(), about);
                }
                LinuxHost.require(host.zoneadm("-z", "z", "halt"));
                assertEquals(before, host.traces(), about);
            }
        }
    }

    private static List<String> expected(String verb) {
        List<String> up = List.of("mount targets", "bundle", "network", "configuration", "create", "record");
        List<String> down = List.of("halting", "kill", "delete", "network down", "cgroups");
        List<String> all = new ArrayList<>();
        switch (verb) {
            case "ready" -> all.addAll(up);
            case "boot" -> {
                all.addAll(up);
                all.add("start");
            }
            case "reboot" -> {
                all.addAll(down);
                all.addAll(up);
                all.add("start");
            }
            case "shutdown" -> {
                all.add("ask to end");
                all.addAll(down);
            }
            default -> all.addAll(down);
        }
        return all;
    }

    private static void bring(LinuxHost host, String verb) {
        if (!verb.equals("ready") && !verb.equals("boot")) {
            LinuxHost.require(host.zoneadm("-z", "z", "boot"));
        }
    }

    /** Runs it, with this death; the steps that it has done. */
    private List<String> steps(LinuxHost host, Path java, String verb, int death, int status) throws IOException {
        Path file = directory.resolve("steps");
        Files.deleteIfExists(file);
        Files.deleteIfExists(host.at("/var/run/zones/seccomp")); // it is made anew, and that is a step
        Map<String, String> environment = new HashMap<>();
        environment.put("ZONES_JAVA_HOME", java.toString());
        environment.put("MORTAL_STEPS", file.toString());
        environment.put("MORTAL_DEATH", Integer.toString(death));
        Result result = host.zoneadmWith(environment, "-z", "z", verb);
        assertEquals(status, result.status(), result.out() + result.err());
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** What list says is what the engine says, before or after. */
    private static void assertTrueState(LinuxHost host, String engine, String about) {
        TreeSet<String> fit = new TreeSet<>();
        fit.addAll(told(host, engine));
        String state = host.state("z");
        fit.addAll(told(host, engine));
        assertTrue(fit.contains(state), about + ": " + state + ", and not one of " + fit);
    }

    private static List<String> told(LinuxHost host, String engine) {
        Path bundle = host.bundle("z");
        Result state = Files.isDirectory(bundle.resolve("engine"))
                ? LinuxHost.run(
                        "sh",
                        "-c",
                        "exec \"$1\" --root \"$2/engine\" state \"$(cat \"$2/id\")\"",
                        "sh",
                        LinuxHost.program(engine).toString(),
                        bundle.toString())
                : new Result(1, "", "");
        if (state.status() != 0) {
            return List.of("installed");
        }
        if (state.out().matches("(?s).*\"status\": *\"created\".*")) {
            return List.of("ready");
        }
        // when it has ended by itself it is cleaned up after at any moment
        return state.out().matches("(?s).*\"status\": *\"running\".*")
                ? List.of("running")
                : List.of("down", "installed");
    }
}
