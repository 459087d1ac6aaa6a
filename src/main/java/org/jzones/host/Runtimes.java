package org.jzones.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jzones.model.RunState;
import org.jzones.model.ZoneName;
import org.jzones.store.RunStates;

/** How the zones of a host run, each by the runtime of its brand; a runtime is made when there is something to ask it. */
public final class Runtimes {
    private final RunStates recorded;
    private final Map<String, Supplier<ZoneRuntime>> byBrand = new LinkedHashMap<>();

    /** @param recorded the run states of the host's zones, which the runtimes keep up to date */
    public Runtimes(RunStates recorded) {
        this.recorded = recorded;
    }

    /** Adds the runtime of these brands. */
    public Runtimes with(List<String> brands, Supplier<ZoneRuntime> runtime) {
        for (String brand : brands) {
            byBrand.put(brand, runtime);
        }
        return this;
    }

    /** The brands that run here, in the order to name them in. */
    public List<String> brands() {
        return new ArrayList<>(byBrand.keySet());
    }

    /** All zones that are not merely installed. */
    public Map<ZoneName, RunState> states() {
        Map<ZoneName, RunState> states = new TreeMap<>();
        recorded.read().zones().forEach((zone, run) -> state(zone, run).ifPresent(now -> states.put(zone, now)));
        return states;
    }

    /** The state of one zone; empty if it is merely installed. */
    public Optional<RunState> state(ZoneName zone) {
        return recorded.read().find(zone).flatMap(run -> state(zone, run));
    }

    private Optional<RunState> state(ZoneName zone, RunState run) {
        return of(run.brand()).flatMap(runtime -> runtime.state(zone, run));
    }

    /** The runtime of a brand; empty if its zones do not run here. */
    public Optional<ZoneRuntime> of(String brand) {
        return Optional.ofNullable(byBrand.get(brand)).map(Supplier::get);
    }
}
