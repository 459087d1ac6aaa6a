package org.jzones.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jzones.model.RunState;
import org.jzones.model.ZoneName;

/** How the zones of a host run, each by the runtime of its brand. */
public final class Runtimes {
    private final List<ZoneRuntime> runtimes;

    /** @param runtimes of brands that are not the same */
    public Runtimes(List<ZoneRuntime> runtimes) {
        this.runtimes = List.copyOf(runtimes);
    }

    /** The brands that run here, in the order to name them in. */
    public List<String> brands() {
        List<String> brands = new ArrayList<>();
        for (ZoneRuntime runtime : runtimes) {
            brands.addAll(runtime.brands());
        }
        return brands;
    }

    /** All zones that are not merely installed. */
    public Map<ZoneName, RunState> states() {
        if (runtimes.size() == 1) {
            return runtimes.get(0).states();
        }
        Map<ZoneName, RunState> states = new TreeMap<>();
        for (ZoneRuntime runtime : runtimes) {
            states.putAll(runtime.states());
        }
        return states;
    }

    /** The state of one zone; empty if it is merely installed. */
    public Optional<RunState> state(ZoneName zone) {
        for (ZoneRuntime runtime : runtimes) {
            Optional<RunState> state = runtime.state(zone);
            if (state.isPresent()) {
                return state;
            }
        }
        return Optional.empty();
    }

    /** The brand as which the zone is up, whatever has become of its document since; or else the one it has there. */
    public String brand(Zone zone) {
        return state(zone.name()).map(RunState::brand).orElseGet(zone::configuredBrand);
    }

    /** The runtime of the zone's brand; empty if it does not run here. */
    public Optional<ZoneRuntime> of(Zone zone) {
        String brand = brand(zone);
        return runtimes.stream()
                .filter(runtime -> runtime.brands().contains(brand))
                .findFirst();
    }
}
