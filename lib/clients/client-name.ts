import { randomInt } from "node:crypto";

const FIRST = `
  Amber Birch Cedar Clear Copper Coral Early Fern Field Flint Garnet Gentle Golden Harbor Hazel Indigo Ivory Juniper Linen Lunar
  Maple Marble Mellow Misty North Olive Pearl Quiet River Russet Silver Slate Solar Spruce Still Summer Tidal Velvet Willow Winter`;
const SECOND = `
  Anchor Arch Atlas Beacon Bridge Brook Canopy Compass Crane Dune Ember Falcon Ferry Finch Forge Gate Glade Grove Heron Island
  Kestrel Lantern Ledger Meadow Mill Orchard Otter Pilot Prairie Quarry Ridge Robin Sparrow Summit Thicket Tower Valley Wharf
  Window Wren`;

/** A name to begin with (R7): easy to say on the phone, meant to be replaced. */
export function generateClientName(): string {
  return `${oneOf(FIRST)} ${oneOf(SECOND)}`;
}

function oneOf(text: string): string {
  const words = text.trim().split(/\s+/);
  return words[randomInt(words.length)] ?? "";
}
