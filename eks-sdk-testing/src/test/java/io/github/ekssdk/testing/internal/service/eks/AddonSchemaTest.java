package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddonSchemaTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "coredns | {'replicaCount':3,'resources':{'limits':{'cpu':'1'}}} | ''",
                "coredns | {'affinity':null,'tolerations':[{}]} | ''",
                "coredns | {'replicaCount':'3'} | $.replicaCount: string found, integer expected",
                "coredns | {'affinity':3} | $.affinity: integer found, [object, null] expected",
                "coredns | {'autoScaling':{}} | $.autoScaling.enabled: is missing but it is required",
                "coredns | {'autoScaling':{'enabled':true,'minReplicas':1}} | $.autoScaling.minReplicas: must have a"
                        + " minimum value of 2",
                "coredns | {'autoScaling':{'enabled':true,'maxReplicas':1001}} | $.autoScaling.maxReplicas: must have"
                        + " a maximum value of 1000",
                "coredns | {'podDisruptionBudget':{'maxUnavailable':'half'}} | $.podDisruptionBudget.maxUnavailable:"
                        + " should be valid to any of the schemas",
                "coredns | {'podDisruptionBudget':{'maxUnavailable':'50%'}} | ''",
                "coredns | {'nodeSelector':{'a':1}} | $.nodeSelector.a: integer found, string expected",
                "kube-proxy | {'mode':'ipvs'} | ''",
                "kube-proxy | {'mode':'magic'} | $.mode: does not have a value in the enumeration [iptables, ipvs,"
                        + " nftables]",
                "vpc-cni | {'env':{'WARM_IP_TARGET':'2'}} | ''",
                "vpc-cni | {'env':{'WARM_IP_TARGETS':'2'}} | $.env.WARM_IP_TARGETS: is not defined in the schema and"
                        + " the schema does not allow additional properties",
                "vpc-cni | {'eniConfig':{'create':true,'region':'x','subnets':{}}} | $.eniConfig.subnets: should have"
                        + " a minimum of 1 properties",
                "aws-ebs-csi-driver | {'controller':{'extraVolumeTags':{'a':'b?'}}} | $.controller.extraVolumeTags.a:"
                        + " does not match the regex pattern ^[a-zA-Z0-9 _\\.:\\/=+\\-@]*$",
                "aws-ebs-csi-driver | {'controller':{'additionalArgs':['a',1]}} | $.controller.additionalArgs[1]:"
                        + " integer found, string expected",
            })
    void values_are_checked(String addon, String values, String problem) throws JsonProcessingException {
        AddonSchema schema = AddonCatalogue.find(addon).orElseThrow().schema();

        assertThat(schema.problems(new ObjectMapper().readTree(values.replace('\'', '"'))))
                .containsExactlyElementsOf(problem.equals("''") || problem.isEmpty() ? List.of() : List.of(problem));
    }

    @Test
    void all_problems_are_told_at_once() throws JsonProcessingException {
        AddonSchema schema = AddonCatalogue.find("coredns").orElseThrow().schema();

        assertThat(schema.problems(new ObjectMapper().readTree("{\"a\":1,\"b\":2,\"replicaCount\":true}")))
                .hasSize(3);
    }
}
