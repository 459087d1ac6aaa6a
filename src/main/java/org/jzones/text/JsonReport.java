package org.jzones.text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.model.Comparison;
import org.jzones.model.Difference;
import org.jzones.model.Difference.PackageExtra;
import org.jzones.model.Difference.PackageMismatch;
import org.jzones.model.Difference.PackageMissing;
import org.jzones.model.Difference.PatchExtra;
import org.jzones.model.Difference.PatchMismatch;
import org.jzones.model.Difference.PatchMissing;
import org.jzones.model.Manifest;
import org.jzones.model.Pkg;
import org.jzones.model.Problem;
import org.jzones.model.ProblemKind;
import org.jzones.model.UpdateExtent;
import org.jzones.model.UpdatePlan;
import org.jzones.model.UpdatePlan.Refusal;
import org.jzones.model.UpdatePlan.Refusal.PackageDowngrade;
import org.jzones.model.UpdatePlan.Refusal.PatchDowngrade;
import org.jzones.model.ZoneRow;
import org.jzones.model.ZoneStatus;

/** The documents that {@code --json} prints, as docs/json.md describes them. */
public final class JsonReport {
    private JsonReport() {}

    /** {@code zoneadm list --json}. */
    public static String list(List<ZoneStatus> zones) {
        JsonText json = new JsonText("list");
        json.put("zones", zones, zone -> {
            ZoneRow row = zone.row();
            row.id().ifPresent(id -> json.put("id", id));
            json.put("name", row.name().value());
            json.put("state", row.state().word());
            json.put("zonepath", row.zonepath());
            json.putUnlessEmpty("uuid", row.uuid());
            row.brand().ifPresent(brand -> json.put("brand", brand));
            row.ipType().ifPresent(type -> json.put("ipType", type));
            zone.autoboot().ifPresent(autoboot -> json.put("autoboot", autoboot));
            json.put("detached", zone.detached());
            zone.movingTo().ifPresent(there -> json.put("movingTo", there));
            zone.comingBackFrom().ifPresent(there -> json.put("comingBackFrom", there));
            zone.run().pid().ifPresent(pid -> json.put("pid", pid));
            zone.since().ifPresent(since -> json.put("since", since.toString()));
            zone.run()
                    .lastEnd()
                    .ifPresent(end -> json.put("lastEnd", () -> {
                        json.put("time", Instant.ofEpochSecond(end.time()).toString());
                        json.put("status", end.status());
                    }));
        });
        return json.end();
    }

    /** {@code zoneadm verify --json}. */
    public static String verify(String zone, List<Problem> problems, List<Problem> warnings, Messages messages) {
        JsonText json = new JsonText("verify");
        json.put("zone", zone);
        json.put("ok", problems.isEmpty());
        problems(json, problems, zone, messages);
        if (!warnings.isEmpty()) {
            problems(json, "warnings", warnings, zone, messages);
        }
        return json.end();
    }

    /** What a command prints with {@code --json} that could not do what was asked. */
    public static String error(String command, String zone, List<Problem> problems, Messages messages) {
        JsonText json = new JsonText("error");
        json.put("command", command);
        json.putUnlessEmpty("zone", zone);
        problems(json, problems, zone, messages);
        return json.end();
    }

    /** {@code zoneadm attach -n FILE --json} and {@code zoneadm attach --dry-run --json}. */
    public static String attach(String zone, Comparison comparison) {
        JsonText json = new JsonText("attach");
        json.putUnlessEmpty("zone", zone);
        json.put("compatible", comparison.isCompatible());
        comparison(json, comparison);
        return json.end();
    }

    /** {@code zoneadm attach -u -n FILE --json} and {@code zoneadm attach -u --dry-run --json}. */
    public static String update(String zone, UpdatePlan plan, Optional<UpdateExtent> extent) {
        JsonText json = new JsonText("update");
        json.putUnlessEmpty("zone", zone);
        update(json, plan);
        extent.ifPresent(files -> json.put(
                "files",
                () -> json.put("removed", files.removed())
                        .put("taken", files.taken())
                        .put("bytes", files.bytes())));
        return json.end();
    }

    /** {@code zoneadm detach -n --json}. */
    public static String detach(Manifest manifest) {
        JsonText json = new JsonText("detach");
        json.put("zone", manifest.config().zonename());
        json.put("zonepath", manifest.config().zonepath());
        json.put("inheritPkgDirs", manifest.config().inheritedDirs());
        json.put("packages", manifest.software().packages(), pkg -> pkg(json, pkg));
        json.put("patches", manifest.software().patches(), patch -> {
            json.put("id", patch.id());
            json.put("obsoletes", patch.obsoletes());
            json.put("incompatibles", patch.incompatibles());
        });
        json.put("devices", manifest.devices(), device -> {
            json.put("name", device.name());
            json.put("uid", device.uid());
            json.put("gid", device.gid());
            json.put("mode", Integer.toOctalString(device.mode()));
            json.putUnlessEmpty("acl", device.acl());
        });
        return json.end();
    }

    private static void pkg(JsonText json, Pkg pkg) {
        json.put("name", pkg.name()).put("version", pkg.version());
    }

    /** The member {@code problems}. */
    static void problems(JsonText json, List<Problem> problems, String zone, Messages messages) {
        problems(json, "problems", problems, zone, messages);
    }

    private static void problems(JsonText json, String name, List<Problem> problems, String zone, Messages messages) {
        json.put(name, problems, problem -> {
            json.put("code", problem.message().name());
            json.put("kind", ProblemKind.of(problem).word());
            json.put("message", messages.sentence(problem, zone));
            Optional<String> advice = messages.advice(problem, zone);
            advice.ifPresent(text -> json.put("advice", text));
        });
    }

    /** The members {@code packages} and {@code patches}, sorted by name and id. */
    static void comparison(JsonText json, Comparison comparison) {
        json.put(
                "packages",
                merged(comparison.sourcePackages(), comparison.localPackages()),
                difference -> pkg(json, difference));
        json.put(
                "patches",
                merged(comparison.sourcePatches(), comparison.localPatches()),
                difference -> patch(json, difference));
    }

    private static List<Difference> merged(List<Difference> source, List<Difference> local) {
        List<Difference> all = new ArrayList<>(source);
        all.addAll(local);
        return all;
    }

    private static void pkg(JsonText json, Difference difference) {
        if (difference instanceof PackageMismatch p) {
            json.put("problem", "mismatch").put("name", p.name());
            json.put("source", p.source()).put("local", p.local());
        } else if (difference instanceof PackageMissing p) {
            json.put("problem", "missing").put("name", p.name()).put("source", p.version());
        } else if (difference instanceof PackageExtra p) {
            json.put("problem", "extra").put("name", p.name()).put("local", p.version());
        }
    }

    private static void patch(JsonText json, Difference difference) {
        if (difference instanceof PatchMismatch p) {
            json.put("problem", "mismatch");
            json.put("id", p.revision().isEmpty() ? p.base() : p.base() + "-" + p.revision());
            json.put("localRevisions", List.of(p.local()));
        } else if (difference instanceof PatchMissing p) {
            json.put("problem", "missing").put("id", p.id());
        } else if (difference instanceof PatchExtra p) {
            json.put("problem", "extra").put("id", p.id());
        }
    }

    /** The members of an update. */
    static void update(JsonText json, UpdatePlan plan) {
        json.put("possible", !plan.isRefused());
        json.put("remove", plan.remove(), pkg -> pkg(json, pkg));
        json.put("replace", plan.replace(), pkg -> {
            json.put("name", pkg.name()).put("source", pkg.from()).put("local", pkg.to());
            json.put("patches", pkg.patches());
            plan.neededBy(pkg.name()).ifPresent(by -> json.put("neededBy", by));
        });
        json.put("add", plan.add(), pkg -> {
            pkg(json, pkg);
            plan.neededBy(pkg.name()).ifPresent(by -> json.put("neededBy", by));
        });
        json.put(
                "missing",
                plan.missing(),
                missing -> json.put("name", missing.name()).put("neededBy", missing.neededBy()));
        json.put("downgrades", plan.refusals(), refusal -> downgrade(json, refusal));
        json.put("ignoredPatches", plan.ignored());
    }

    private static void downgrade(JsonText json, Refusal refusal) {
        if (refusal instanceof PackageDowngrade p) {
            json.put("package", p.name()).put("source", p.source()).put("local", p.local());
        } else if (refusal instanceof PatchDowngrade p) {
            json.put("patch", p.id()).put("localRevisions", p.local().stream().toList());
        }
    }
}
