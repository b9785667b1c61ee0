package io.github.ekssdk.testing.internal.service.eks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.eks.model.ComputeConfigResponse;
import software.amazon.awssdk.services.eks.model.LogSetup;
import software.amazon.awssdk.services.eks.model.Logging;
import software.amazon.awssdk.services.eks.model.RemoteNetworkConfigRequest;
import software.amazon.awssdk.services.eks.model.Taint;

/** The parameters of updates that EKS writes as JSON. */
final class Json {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Json() {}

    /** Maps, lists and texts as they are. */
    static String ofTree(Object tree) {
        return JSON.valueToTree(tree).toString();
    }

    static String of(Collection<String> words) {
        ArrayNode array = JSON.createArrayNode();
        words.forEach(array::add);
        return array.toString();
    }

    static String of(Map<String, String> entries) {
        ObjectNode object = JSON.createObjectNode();
        new TreeMap<>(entries).forEach(object::put);
        return object.toString();
    }

    static String ofTaints(Collection<Taint> taints) {
        ArrayNode array = JSON.createArrayNode();
        for (Taint taint : taints) {
            array.addObject()
                    .put("effect", taint.effectAsString())
                    .put("key", taint.key())
                    .put("value", taint.value());
        }
        return array.toString();
    }

    static String of(ComputeConfigResponse compute) {
        ObjectNode object = JSON.createObjectNode();
        object.put("enabled", Boolean.TRUE.equals(compute.enabled()));
        ArrayNode pools = object.putArray("nodePools");
        compute.nodePools().forEach(pools::add);
        if (compute.nodeRoleArn() != null) {
            object.put("nodeRoleArn", compute.nodeRoleArn());
        }
        return object.toString();
    }

    static String of(RemoteNetworkConfigRequest networks) {
        ObjectNode object = JSON.createObjectNode();
        ArrayNode nodes = object.putArray("remoteNodeNetworks");
        networks.remoteNodeNetworks()
                .forEach(network -> network.cidrs().forEach(nodes.addObject().putArray("cidrs")::add));
        ArrayNode pods = object.putArray("remotePodNetworks");
        networks.remotePodNetworks()
                .forEach(network -> network.cidrs().forEach(pods.addObject().putArray("cidrs")::add));
        return object.toString();
    }

    static String of(Logging logging) {
        ObjectNode object = JSON.createObjectNode();
        ArrayNode setups = object.putArray("clusterLogging");
        for (LogSetup setup : logging.clusterLogging()) {
            ObjectNode one = setups.addObject();
            setup.typesAsStrings().forEach(one.withArray("types")::add);
            one.put("enabled", Boolean.TRUE.equals(setup.enabled()));
        }
        return object.toString();
    }
}
