import type { ServiceCount } from '../../../api';
import { clip, visible } from '../../../format';
import { serviceColour, useShade } from '../../../theme';
import { plural } from './words';

interface ServiceCountsProps {
  readonly services: readonly ServiceCount[];
  /** How many characters of names there is room for; of the services left out there is a number. */
  readonly room: number;
}

const MOST_IN_TITLE = 60;

/** The services of a trace, each with its colour, its spans and whether some of them failed. */
export function ServiceCounts({ services, room }: ServiceCountsProps) {
  const shade = useShade();
  const most = fitting(services, room);
  const rest = services.slice(most);
  return (
    <span class="service-counts">
      {services.slice(0, most).map((service) => (
        <span key={service.name} class="service-count" title={words(service)}>
          <Swatch colour={serviceColour(service.name, shade)} />
          <bdi class="service-name">{nameOf(service, 40)}</bdi>
          <span class="service-spans">{service.spans}</span>
          {service.errors > 0 && (
            <span class="service-errors">
              <span aria-hidden="true">!</span>
              <span class="unseen">with errors: </span>
              {service.errors}
            </span>
          )}
        </span>
      ))}
      {rest.length > 0 && (
        <span class="service-rest" title={rest.slice(0, MOST_IN_TITLE).map(words).join('\n')}>
          +{rest.length}
        </span>
      )}
    </span>
  );
}

/** How many services fit into so many characters, each with room for its count; the first always does. */
export function fitting(services: readonly ServiceCount[], room: number): number {
  let used = 0;
  const over = services.findIndex(({ name }, at) => {
    used += Math.min(name.length, 40) + 6;
    return at > 0 && used > room;
  });
  return over < 0 ? services.length : over;
}

function Swatch({ colour }: { readonly colour: string }) {
  return (
    <svg class="swatch" viewBox="0 0 8 8" aria-hidden="true">
      <rect width="8" height="8" rx="2" fill={colour} />
    </svg>
  );
}

function nameOf(service: ServiceCount, length: number): string {
  return service.name === '' ? 'no service name' : visible(clip(service.name, length));
}

function words(service: ServiceCount): string {
  const errors = service.errors > 0 ? `, ${plural(service.errors, 'error')}` : '';
  return `${nameOf(service, 200)}: ${plural(service.spans, 'span')}${errors}`;
}
