package org.jzones.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.jzones.model.Failure;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;

/** What a word being typed in zonecfg can become. */
class CompletionTest {
    private final Session session = Session.on(ZoneConfig.blank(new ZoneName("z")), new NobodyThere());
    private boolean asked;
    private final Words words = new Words(
            session,
            begun -> List.of("/etc/", "/export/").stream()
                    .filter(path -> path.startsWith(begun))
                    .toList(),
            List.of("SUNWblank"),
            () -> {
                asked = true;
                return List.of("bge0", "e1000g0");
            });

    private void run(String... commands) {
        for (String command : commands) {
            session.execute(Parser.parse(command));
        }
    }

    private void completes(String typed, String... expected) {
        assertEquals(List.of(expected), words.complete(typed), typed);
    }

    @Test
    void blanksMayStandAroundTheEqualsSign() {
        completes("set zonepath=/e", "zonepath=/etc/", "zonepath=/export/");
        completes("set zonepath = /e", "/etc/", "/export/");
        completes("set zonepath= /ex", "/export/");
        completes("set zonepath =/ex", "=/export/");
        completes("set zonepath ", "=");
        completes("set zonepath  =", "=/etc/", "=/export/");
        completes("set autoboot = t", "true");
        completes("set autoboot = x");
        completes("set nothing = ");
        completes("set zonepa", "zonepath=");
        completes("info; set  autoboot=f", "autoboot=false");
    }

    @Test
    void interfacesAreThoseOfTheHostsZonesAndAskedForWhenTheyAreWanted() {
        run("add net", "set physical=aggr1", "set address=10.0.0.1", "end", "add net");
        words.complete("set address=");
        words.complete("set ph");
        assertFalse(asked);
        completes("set physical=", "physical=aggr1", "physical=bge0", "physical=e1000g0");
        completes("set physical = e", "e1000g0");
    }

    @Test
    void resourceControlsHaveNamesAndValuesInParts() {
        run("add rctl");
        completes("set name=zone.cpu-", "name=zone.cpu-shares", "name=zone.cpu-cap");
        completes("add v", "value");
        completes("add value ", "(priv=");
        completes("add value (", "(priv=");
        completes("add value (priv=", "(priv=privileged,");
        completes("add value (priv=privileged,", "(priv=privileged,limit=");
        completes("add value (priv=privileged,limit=5");
        completes("add value (priv=privileged,limit=5,", "(priv=privileged,limit=5,action=");
        completes(
                "add value (priv=privileged,limit=5,action=",
                "(priv=privileged,limit=5,action=none)",
                "(priv=privileged,limit=5,action=deny)");
        completes("add value (priv=privileged,limit=5,action=none)", "(priv=privileged,limit=5,action=none)");
        completes("add value (limit=5,action=d", "(limit=5,action=deny,");
        completes("add value (limit=5,action=deny,p", "(limit=5,action=deny,priv=");
        completes("add value ( priv = privileged, l", "limit=");
        completes("set value=(pr", "value=(priv=");
        completes("add value x");
    }

    @Test
    void whatIsCompletedCanBeRun() {
        run("add rctl", "set name=zone.cpu-shares");
        String typed = "add value ";
        for (String key : List.of("", "", "", "5,", "n")) {
            typed += key;
            String last = typed.substring(typed.lastIndexOf(' ') + 1);
            List<String> offered = words.complete(typed);
            assertEquals(1, offered.size(), typed + offered);
            typed += offered.get(0).substring(last.length());
        }
        assertEquals("add value (priv=privileged,limit=5,action=none)", typed);
        run(typed, "end");
    }

    @Test
    void itemsOfListsAreOfferedToo() {
        run("add fs");
        completes("add options n", "nodevices", "nosuid");
        completes("set special=/et", "special=/etc/");
    }

    @Test
    void whatPeopleSayElsewhereGetsAHint() {
        for (String word : List.of("quit", "bye", "q")) {
            assertEquals(word + " to leave: exit; ", suggestion(word));
        }
        assertEquals("save to save: commit; ", suggestion("save"));
        assertEquals("show to look: info; ", suggestion("show"));
    }

    private static String suggestion(String word) {
        try {
            Parser.parse(word);
            return "no failure";
        } catch (Failure e) {
            return String.join(" ", e.problems().get(0).details());
        }
    }
}
