package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a kubelet tells of its node. */
final class NodeStatus {
    private NodeStatus() {}

    static void ready(ObjectNode status, int cpus, int memoryMib, int pods, String version, String time) {
        for (String field : new String[] {"capacity", "allocatable"}) {
            status.putObject(field)
                    .put("cpu", String.valueOf(cpus))
                    .put("memory", memoryMib + "Mi")
                    .put("ephemeral-storage", "20Gi")
                    .put("pods", String.valueOf(pods));
        }
        for (String pressure : new String[] {"MemoryPressure", "DiskPressure", "PIDPressure"}) {
            Pods.condition(status, pressure, "False", "Kubelet", "kubelet has no such pressure", time);
        }
        Pods.condition(status, "Ready", "True", "KubeletReady", "kubelet is posting ready status", time);
        status.putObject("nodeInfo")
                .put("kubeletVersion", "v" + version + ".1-eks-fake")
                .put("kubeProxyVersion", "v" + version + ".1-eks-fake")
                .put("operatingSystem", "linux")
                .put("architecture", "amd64")
                .put("osImage", "Amazon Linux 2023")
                .put("containerRuntimeVersion", "containerd://2.1.4")
                .put("kernelVersion", "6.12.0")
                .put("machineID", "")
                .put("systemUUID", "")
                .put("bootID", "");
    }
}
