package org.jzones.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jzones.model.LinuxEnvironment;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;

/** Where the first program of a zone of Linux is looked for: where the engine will look. */
class LinuxSoftwareTest {
    private static ZoneConfig zone(String init, String... variables) {
        ZoneConfig config = with(ZoneConfig.blank(new ZoneName("z")), "init", init);
        for (int i = 0; i < variables.length; i++) {
            config = with(config, i == 0 ? "env" : "env." + i, variables[i]);
        }
        return config;
    }

    private static ZoneConfig with(ZoneConfig config, String name, String value) {
        return config.adding(Resource.of(ResourceType.ATTR)
                .with("name", name)
                .with("type", "string")
                .with("value", value));
    }

    @ParameterizedTest
    @CsvSource({
        "httpd -f, PATH=/opt/bin:/srv/bin, /opt/bin/httpd /srv/bin/httpd",
        "httpd, PATH=opt:/opt/bin::., /opt/bin/httpd",
        "httpd, PATH=, ''",
        "/bin/httpd, PATH=/opt/bin, /bin/httpd",
        "./httpd, PATH=/opt/bin, ''"
    })
    void aSearchPathOfItsOwn(String init, String path, String programs) {
        assertEquals(programs, String.join(" ", LinuxSoftware.programs(zone(init, path))));
    }

    @Test
    void theLastOfTwoSearchPathsCounts() {
        ZoneConfig zone = zone("httpd", "PATH=/a", "A=b", "PATH=/b");
        assertEquals(List.of("/b/httpd"), LinuxSoftware.programs(zone));
        assertEquals("/b", LinuxEnvironment.searchPath(zone));
    }

    @Test
    void theUsualSearchPath() {
        assertEquals(
                "/usr/local/sbin/httpd", LinuxSoftware.programs(zone("httpd")).get(0));
        assertEquals(6, LinuxSoftware.programs(zone("httpd", "A=PATH=/x")).size());
    }
}
