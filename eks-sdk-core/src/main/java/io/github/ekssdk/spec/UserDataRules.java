package io.github.ekssdk.spec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What nodes and EKS ask of user data. */
final class UserDataRules {

    /** EC2's limit, less what the SDK writes to join a node. */
    private static final int MOST_BYTES = 16384 - 4096;

    /** Settings of the kubelet without which, or with others of which, a node does not join. */
    private static final Pattern KUBELET_OF_EKS =
            Pattern.compile("(?m)(?:^\\s+|[{,]\\s*)\"?(address|clusterDomain|authentication|authorization"
                    + "|serverTLSBootstrap)\"?\\s*:");

    /** Settings of Bottlerocket that join a node, which are there already. */
    private static final Pattern BOTTLEROCKET_OF_EKS = Pattern.compile(
            "(?m)^\\s*(?:settings\\.kubernetes\\.)?\"?(cluster-name|api-server" + "|cluster-certificate)\"?\\s*=");

    private UserDataRules() {}

    static void check(UserDataSpec data, AmiType ami, Problems problems) {
        boolean parts = parts(data).findAny().isPresent();
        if (data.verbatim().isPresent() && parts) {
            problems.at("verbatim").add("There is user data word for word and in parts.", "Keep one of the two.");
        }
        if (!ami.amazonLinux() && !ami.amazonLinux2()) {
            unfit(data.shellScripts(), "Shell scripts run with Amazon Linux only", ami, problems.at("shellScripts"));
        }
        if (!ami.amazonLinux()) {
            unfit(
                    data.nodeConfigs(),
                    "NodeConfig documents are for Amazon Linux 2023 only",
                    ami,
                    problems.at("nodeConfigs"));
        }
        if (!ami.bottlerocket()) {
            unfit(
                    data.bottlerocketSettings().stream().toList(),
                    "These settings are for Bottlerocket only",
                    ami,
                    problems.at("bottlerocketSettings"));
        }
        if (!ami.windows()) {
            unfit(
                    data.powerShellScripts(),
                    "PowerShell scripts run with Windows only",
                    ami,
                    problems.at("powerShellScripts"));
        }
        checkForm(data, problems);
        int bytes = Stream.concat(parts(data), data.verbatim().stream())
                .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (bytes > MOST_BYTES) {
            problems.add(
                    "The user data has " + bytes + " bytes.",
                    "EC2 takes 16384, of which the SDK and EKS need 4096; have a short script fetch the rest.");
        }
    }

    private static Stream<String> parts(UserDataSpec data) {
        return Stream.of(
                        data.shellScripts().stream(),
                        data.nodeConfigs().stream(),
                        data.bottlerocketSettings().stream(),
                        data.powerShellScripts().stream())
                .flatMap(texts -> texts);
    }

    private static void unfit(List<String> texts, String why, AmiType ami, Problems problems) {
        if (!texts.isEmpty()) {
            problems.add(why + ", not with " + ami.value() + ".", "Leave them out, or choose another amiType.");
        }
    }

    private static void checkForm(UserDataSpec data, Problems problems) {
        for (int index = 0; index < data.shellScripts().size(); index++) {
            if (!data.shellScripts().get(index).startsWith("#!")) {
                problems.at("shellScripts")
                        .element(index)
                        .add("The script does not say what runs it.", "Begin it with #!/bin/bash.");
            }
        }
        for (int index = 0; index < data.nodeConfigs().size(); index++) {
            String document = data.nodeConfigs().get(index);
            if (!document.contains("node.eks.aws/") || !document.contains("NodeConfig")) {
                problems.at("nodeConfigs")
                        .element(index)
                        .add(
                                "The document is no NodeConfig.",
                                "Begin it with apiVersion: node.eks.aws/v1alpha1 and kind: NodeConfig.");
            }
            Matcher taken = KUBELET_OF_EKS.matcher(document);
            while (taken.find()) {
                problems.at("nodeConfigs")
                        .element(index)
                        .add(
                                "The kubelet's " + taken.group(1) + " is what EKS joins nodes by.",
                                "Leave it out of the document.");
            }
        }
        Matcher joining =
                BOTTLEROCKET_OF_EKS.matcher(data.bottlerocketSettings().orElse(""));
        while (joining.find()) {
            problems.at("bottlerocketSettings")
                    .add(
                            "Bottlerocket's " + joining.group(1) + " is what EKS joins nodes by.",
                            "Leave it out of the settings.");
        }
        for (int index = 0; index < data.powerShellScripts().size(); index++) {
            if (data.powerShellScripts().get(index).contains("<powershell>")) {
                problems.at("powerShellScripts")
                        .element(index)
                        .add("The script has tags around it.", "Leave <powershell> and </powershell> out.");
            }
        }
    }
}
