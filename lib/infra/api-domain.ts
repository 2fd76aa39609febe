import * as gateway from "aws-cdk-lib/aws-apigatewayv2";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import { ARecord, AaaaRecord, HostedZone, RecordTarget } from "aws-cdk-lib/aws-route53";
import { ApiGatewayv2DomainProperties } from "aws-cdk-lib/aws-route53-targets";
import { Construct } from "constructs";

interface Props {
  readonly domainName: string;
  readonly certificateArn: string;
  /** The Route 53 zone for the records; set both or neither. */
  readonly hostedZoneId?: string | undefined;
  readonly zoneName?: string | undefined;
}

/** A custom domain of the API. It looks nothing up, so that it synthesises without an account. */
export class ApiDomain extends Construct {
  readonly name: gateway.DomainName;

  constructor(scope: Construct, id: string, { domainName, certificateArn, hostedZoneId, zoneName }: Props) {
    super(scope, id);
    this.name = new gateway.DomainName(this, "Name", {
      domainName,
      certificate: Certificate.fromCertificateArn(this, "Certificate", certificateArn),
      ipAddressType: gateway.IpAddressType.DUAL_STACK,
      securityPolicy: gateway.SecurityPolicy.TLS_1_2,
    });
    if (hostedZoneId === undefined || zoneName === undefined) return;
    const zone = HostedZone.fromHostedZoneAttributes(this, "Zone", { hostedZoneId, zoneName });
    const { regionalDomainName, regionalHostedZoneId } = this.name;
    const target = RecordTarget.fromAlias(
      new ApiGatewayv2DomainProperties(regionalDomainName, regionalHostedZoneId),
    );
    // A name that ends in a dot is complete: the zone's name is not appended.
    new ARecord(this, "V4", { zone, recordName: `${domainName}.`, target });
    new AaaaRecord(this, "V6", { zone, recordName: `${domainName}.`, target });
  }
}
