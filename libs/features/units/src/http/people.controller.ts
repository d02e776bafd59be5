import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#event-store';
import { AtLeastQuery, By } from '#http';
import { Directory } from '#identity';
import { Clock } from '#kernel';
import { Askers } from '../directory/askers.js';
import { authorise, scopeOf, type Asker } from '../domain/powers.js';
import { refuse } from '../domain/rejections.js';
import { personIdOf } from '../person-id.js';
import { PeopleQueries, type KnownPerson } from '../projections/people/people.queries.js';
import { PeopleQuery, PersonParams } from './person.dto.js';
import { PeoplePageView, PersonView, personViewOf } from './person.view.js';

@ApiTags('people')
@Controller('api/people')
export class PeopleController {
  constructor(
    private readonly people: PeopleQueries,
    private readonly directory: Directory,
    private readonly askers: Askers,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'People at or below my units 人员列表' })
  @ApiOkResponse({ type: PeoplePageView })
  async list(
    @Query() { unit, role, signIn, after = '', limit }: PeopleQuery,
    @By() by: Principal,
  ): Promise<PeoplePageView> {
    const asker = await this.askers.of(by);
    const found = await this.people.list({
      scope: await this.scopeFor(unit, asker),
      at: this.clock.now(),
      ...(role && { role }),
      ...(signIn && { personId: personIdOf(signIn) }),
      after,
      limit,
    });
    const last = found.length === limit ? found.at(-1) : undefined;
    const people = found.map((person) => personViewOf(person, isAdministrator(asker)));
    return { people, ...(last && { next: last.personId }) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One person: myself, or somebody at or below my units 人员' })
  @ApiOkResponse({ type: PersonView })
  async one(
    @Query() _: AtLeastQuery,
    @Param() { id }: PersonParams,
    @By() by: Principal,
  ): Promise<PersonView> {
    const asker = await this.askers.of(by);
    const isSelf = asker.kind === 'person' && asker.id === id;
    const found = isSelf ? await this.people.find(id, this.clock.now()) : await this.inScope(id, asker);
    if (!found) throw refuse('person-not-found', { details: { person: id } });
    return personViewOf(found, isSelf || isAdministrator(asker));
  }

  private async inScope(personId: string, asker: Asker): Promise<KnownPerson | undefined> {
    const scope = await this.scopeFor(undefined, asker);
    const [found] = await this.people.list({ scope, at: this.clock.now(), personId, after: '', limit: 1 });
    return found;
  }

  private async scopeFor(unit: string | undefined, asker: Asker): Promise<readonly string[]> {
    if (unit === undefined && asker.kind === 'person') return scopeOf('SeePeople', asker);
    const asked = unit === undefined ? [] : [unit];
    authorise('SeePeople', asked, asker, await this.directory.units());
    return asked;
  }
}

function isAdministrator(asker: Asker): boolean {
  return asker.kind === 'person' && asker.positions.some(({ role }) => role === 'administrator');
}
