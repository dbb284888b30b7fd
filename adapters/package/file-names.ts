/** Gives each name a form that every file system takes, and a number where two would be the same. */
export function createFileNames(): (folder: string, name: string, extension: string) => string {
  const taken = new Set<string>();
  return (folder, name, extension) => {
    const base = `${folder}/${plain(name)}`;
    for (let count = 1; ; count += 1) {
      const candidate = `${base}${count === 1 ? '' : `-${count}`}${extension}`;
      if (taken.has(candidate.toLowerCase())) continue;
      taken.add(candidate.toLowerCase());
      return candidate;
    }
  };
}

function plain(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^\.+/, '_') || '_';
}
