package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.ec2.Subnet;
import io.github.ekssdk.internal.resource.ec2.VpcEndpoint;
import io.github.ekssdk.internal.resource.ec2.VpcEndpointServices;
import io.github.ekssdk.state.ResourceState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the services are called to which there are to be VPC endpoints, and in which zones they are offered. */
final class Endpoints implements Question {

    static final String PATH = "vpc.endpoints";
    private static final String GATEWAY = "gateway";

    /**
     * An endpoint as far as AWS was asked.
     *
     * @param service the last part of the service's name
     * @param serviceName the whole name
     * @param gateway whether it leads through route tables
     * @param zones the zones in which it gets network interfaces
     */
    record Endpoint(String service, String serviceName, boolean gateway, List<String> zones) {

        private String text() {
            return service + " " + serviceName + " " + (gateway ? GATEWAY : String.join(",", zones));
        }

        private static Endpoint read(String text) {
            String[] parts = text.split(" ", 3);
            boolean gateway = parts[2].equals(GATEWAY);
            return new Endpoint(parts[0], parts[1], gateway, gateway ? List.of() : Arrays.asList(parts[2].split(",")));
        }
    }

    /** Returns the endpoints that were resolved. */
    static List<Endpoint> resolved(LoweringContext context) {
        return context.resolved(PATH).stream().map(Endpoint::read).toList();
    }

    @Override
    public Set<String> needs() {
        return Set.of(Zones.PATH);
    }

    @Override
    public void ask(Inquiry inquiry) {
        List<String> wanted = inquiry.spec().vpc().endpoints();
        if (wanted.isEmpty()) {
            return;
        }
        List<String> zones = inquiry.resolved(Zones.PATH);
        Optional<List<Endpoint>> known = known(inquiry, wanted, zones);
        List<Endpoint> endpoints = known.orElseGet(() -> ask(inquiry, wanted, zones));
        inquiry.resolve(PATH, endpoints.stream().map(Endpoint::text).toList());
    }

    /** Nothing is to be asked where all endpoints are there, in subnets of all zones. */
    private static Optional<List<Endpoint>> known(Inquiry inquiry, List<String> wanted, List<String> zones) {
        Map<String, String> zoneOf = new HashMap<>();
        inquiry.observed(Kinds.SUBNET)
                .forEach(subnet -> zoneOf.put(
                        subnet.physicalId(), String.valueOf(subnet.properties().get(Subnet.AVAILABILITY_ZONE))));
        if (!zoneOf.values().containsAll(zones)) {
            return Optional.empty();
        }
        List<Endpoint> endpoints = new ArrayList<>();
        for (String service : wanted) {
            Optional<ResourceState> state = inquiry.observed(Kinds.VPC_ENDPOINT.name() + "/" + service);
            if (state.isEmpty()) {
                return Optional.empty();
            }
            Endpoint endpoint = endpoint(service, state.get(), zoneOf);
            if (!endpoint.gateway() && !endpoint.zones().equals(zones)) {
                return Optional.empty();
            }
            endpoints.add(endpoint);
        }
        return Optional.of(endpoints);
    }

    private static Endpoint endpoint(String service, ResourceState state, Map<String, String> zoneOf) {
        Map<String, Object> properties = state.properties();
        List<String> zones = properties.get(VpcEndpoint.SUBNET_IDS) instanceof Collection<?> subnets
                ? subnets.stream()
                        .map(id -> zoneOf.getOrDefault(String.valueOf(id), ""))
                        .filter(zone -> !zone.isEmpty())
                        .sorted()
                        .toList()
                : List.of();
        return new Endpoint(
                service,
                String.valueOf(properties.get(VpcEndpoint.SERVICE_NAME)),
                VpcEndpoint.GATEWAY.equals(properties.get(VpcEndpoint.TYPE)),
                zones);
    }

    private static List<Endpoint> ask(Inquiry inquiry, List<String> wanted, List<String> zones) {
        String region = inquiry.owner().region();
        Map<String, VpcEndpointServices> offered = VpcEndpointServices.offered(inquiry.aws(), region, wanted);
        List<Endpoint> endpoints = new ArrayList<>();
        for (String service : wanted) {
            VpcEndpointServices found = offered.get(service);
            if (found == null) {
                inquiry.problem(
                        PATH + "[" + service + "]",
                        "There is no service " + service + " with VPC endpoints in " + region + ".",
                        "Leave it out, or choose another region.");
                continue;
            }
            List<String> common = zones.stream().filter(found.zones()::contains).toList();
            if (common.isEmpty() && !found.gateway()) {
                inquiry.problem(
                        PATH + "[" + service + "]",
                        found.name() + " is offered in none of the zones " + String.join(", ", zones) + ".",
                        "It is offered in " + String.join(", ", found.zones()) + "; name such zones.");
            } else {
                endpoints.add(new Endpoint(service, found.name(), found.gateway(), common));
            }
        }
        return endpoints;
    }
}
