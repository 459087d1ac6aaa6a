package org.jzones.store;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.file.Layout;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;

/** The templates that serve where a host root has no document of their name (spec 2.7, 5). */
public final class Templates {
    static final ZoneName DEFAULT = new ZoneName("SUNWdefault");
    static final ZoneName BLANK = new ZoneName("SUNWblank");

    public static final List<String> NAMES = List.of(
            "SUNWblank",
            "SUNWdefault",
            "SUNWlx",
            "SUNWsolaris10",
            "SUNWsolaris8",
            "SUNWsolaris9",
            "SUNWtsoldef",
            "SYSsolaris10",
            "lx",
            "lx-sparse");

    private static final List<String> SPARSE = List.of("/lib", "/platform", "/sbin", "/usr");

    private Templates() {}

    static Optional<ZoneConfig> builtIn(ZoneName name, Layout layout) {
        return switch (name.value()) {
            case "SUNWblank" -> Optional.of(template(name, "native", List.of()));
            case "SUNWdefault" -> Optional.of(template(name, "native", SPARSE));
            case "SUNWtsoldef" -> Optional.of(template(name, "labeled", SPARSE));
            case "SUNWsolaris8" -> Optional.of(template(name, "solaris8", List.of()));
            case "SUNWsolaris9" -> Optional.of(template(name, "solaris9", List.of()));
            case "SUNWsolaris10", "SYSsolaris10" -> Optional.of(template(name, "solaris10", List.of()));
            case "SUNWlx", "lx" -> Optional.of(template(name, "lx", List.of()));
            case "lx-sparse" -> Optional.of(template(name, "lx", sparseLinux(layout)));
            default -> Optional.empty();
        };
    }

    private static ZoneConfig template(ZoneName name, String brand, List<String> inherited) {
        ZoneConfig template = ZoneConfig.blank(name).with(GlobalProperty.BRAND, brand);
        for (String dir : inherited) {
            template = template.adding(Resource.of(ResourceType.INHERIT_PKG_DIR).with("dir", dir));
        }
        return template;
    }

    /** On most hosts all but /usr are links into it. */
    private static List<String> sparseLinux(Layout layout) {
        List<String> inherited = new ArrayList<>(List.of("/usr"));
        for (String dir : List.of("/bin", "/sbin", "/lib", "/lib64")) {
            if (Files.isDirectory(layout.root().resolve(dir.substring(1)), LinkOption.NOFOLLOW_LINKS)) {
                inherited.add(dir);
            }
        }
        return inherited;
    }
}
